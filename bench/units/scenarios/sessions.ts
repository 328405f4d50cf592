import { EndOtherSessions, EndSession, ListSessions, Logout, Refresh, SendStepUpCode, StepUp } from '#schemas/auth';
import { AcceptTerms, CURRENT_TERMS, GetTerms } from '#schemas/terms';
import { GetMe } from '#schemas/users';
import { http, recordsOf, stream } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { newestCode } from '../stand-ins.ts';
import { bettor } from '../world.ts';
import { join, signedIn, verify } from './people.ts';

export const SESSIONS: readonly Scenario[] = [
  {
    name: 'the terms that stand',
    group: 'people',
    of: ['GetTerms'],
    prepare: async () => () => http(GetTerms),
  },
  {
    name: 'accept the terms',
    group: 'people',
    of: ['AcceptTerms'],
    async prepare() {
      const as = await bettor();
      return () => http(AcceptTerms, { as, body: CURRENT_TERMS });
    },
  },
  {
    name: 'refresh a session',
    group: 'people',
    of: ['Refresh'],
    async prepare() {
      const { refreshToken } = await signedIn();
      return () => http(Refresh, { body: { refreshToken } });
    },
  },
  {
    name: 'log out',
    group: 'people',
    of: ['Logout'],
    async prepare() {
      const { refreshToken } = await signedIn();
      return () => http(Logout, { body: { refreshToken } });
    },
  },
  {
    name: 'the stream: a session that ended',
    group: 'people',
    of: ['closeSocketsOfSession'],
    async prepare() {
      const { refreshToken } = await signedIn();
      const records = await recordsOf('session', () => http(Logout, { body: { refreshToken } }));
      return () => stream('social', records);
    },
  },
  {
    name: 'my sessions, of three devices',
    group: 'people',
    of: ['ListSessions'],
    async prepare() {
      const { user } = await signedIn(3);
      const as = { kind: 'user', userId: user.id, role: 'user', tier: 'free', origin: 'x' } as const;
      await http(GetMe, { as });
      return () => http(ListSessions, { as });
    },
  },
  {
    name: 'end a session of mine',
    group: 'people',
    of: ['EndSession'],
    async prepare() {
      const { user, refreshToken } = await signedIn(2);
      const as = { kind: 'user', userId: user.id, role: 'user', tier: 'free', origin: 'x' } as const;
      await http(GetMe, { as });
      return () => http(EndSession, { as, params: { sessionId: refreshToken.split('.')[0] ?? '' } });
    },
  },
  {
    name: 'end my other sessions, of two devices',
    group: 'people',
    of: ['EndOtherSessions'],
    async prepare() {
      const { user } = await signedIn(2);
      const as = { kind: 'user', userId: user.id, role: 'user', tier: 'free', origin: 'x' } as const;
      await http(GetMe, { as });
      return () => http(EndOtherSessions, { as });
    },
  },
  {
    name: 'ask for the code of a step-up',
    group: 'people',
    of: ['SendStepUpCode'],
    async prepare() {
      const as = await bettor();
      return () => http(SendStepUpCode, { as, body: { channel: 'email' } });
    },
  },
  {
    name: 'step up',
    group: 'people',
    of: ['StepUp'],
    async prepare() {
      const as = await bettor();
      const { attemptToken } = await http(SendStepUpCode, { as, body: { channel: 'email' } });
      const code = await newestCode();
      return () => http(StepUp, { as, body: { channel: 'email', attemptToken, code } });
    },
  },
  {
    name: 'the stream: a device that is new',
    group: 'people',
    of: ['tellNewDevices'],
    async prepare() {
      await join();
      const records = await recordsOf('session', verify);
      return () => stream('social', records);
    },
  },
];
