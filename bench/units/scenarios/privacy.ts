import { vault } from '#platform/vault';
import { SendCode } from '#schemas/auth';
import {
  CancelDeletion,
  DeleteByCode,
  DeleteMe,
  EndLegalHold,
  GetExport,
  PlaceLegalHold,
  RequestExport,
  ShowDeletion,
} from '#schemas/privacy';
import { writeCancelToken } from '../../../core/identity/cancel-token.ts';
import { noteErased } from '../../../core/privacy/buckets.ts';
import { http, job, queue } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { newestCode, takeSent } from '../stand-ins.ts';
import { bettor } from '../world.ts';
import { join } from './people.ts';

/** A registered user with an address and one session. */
async function registered() {
  const { user } = await join();
  takeSent();
  return { kind: 'user', userId: user.id, role: 'user', tier: 'free', origin: 'x' } as const;
}
const ADDRESS = { channel: 'email' as const, address: 'quinn@example.com' };
const reason = 'An order of a court.';

export const PRIVACY: readonly Scenario[] = [
  {
    name: 'ask for an export',
    group: 'people',
    of: ['RequestExport'],
    async prepare() {
      const as = await registered();
      return () => http(RequestExport, { as });
    },
  },
  {
    name: 'an export of somebody who has done nothing',
    group: 'people',
    of: ['queues/run-privacy-task'],
    async prepare() {
      const as = await registered();
      await http(RequestExport, { as });
      return () => queue('run-privacy-task', { userId: as.userId, task: 'export' });
    },
  },
  {
    name: 'the links of an export',
    group: 'people',
    of: ['GetExport'],
    async prepare() {
      const as = await registered();
      await http(RequestExport, { as });
      return () => http(GetExport, { as });
    },
  },
  {
    name: 'delete my account',
    group: 'people',
    of: ['DeleteMe'],
    async prepare() {
      const as = await registered();
      return () => http(DeleteMe, { as });
    },
  },
  {
    name: 'delete an account by a code',
    group: 'people',
    of: ['DeleteByCode'],
    async prepare() {
      await registered();
      const { attemptToken } = await http(SendCode, { body: ADDRESS });
      const body = { ...ADDRESS, attemptToken, code: await newestCode(), when: 'at-once' };
      return () => http(DeleteByCode, { body });
    },
  },
  {
    name: 'cancel a deletion',
    group: 'people',
    of: ['CancelDeletion'],
    async prepare() {
      const as = await registered();
      await http(DeleteMe, { as });
      const body = { cancelToken: writeCancelToken(await vault(), as.userId, new Date()) };
      return () => http(CancelDeletion, { body });
    },
  },
  {
    name: 'the page that deletes an account',
    group: 'people',
    of: ['ShowDeletion'],
    prepare: async () => () => http(ShowDeletion),
  },
  {
    name: 'place a legal hold',
    group: 'people',
    of: ['PlaceLegalHold'],
    async prepare() {
      const { userId } = await registered();
      const as = await bettor('adele', { role: 'moderator' });
      return () => http(PlaceLegalHold, { as, params: { user: userId }, body: { reason } });
    },
  },
  {
    name: 'end a legal hold',
    group: 'people',
    of: ['EndLegalHold'],
    async prepare() {
      const { userId } = await registered();
      const asked = { as: await bettor('adele', { role: 'moderator' }), params: { user: userId }, body: { reason } };
      await http(PlaceLegalHold, asked);
      return () => http(EndLegalHold, asked);
    },
  },
  {
    name: 'look for exports and erasures that are due',
    group: 'people',
    of: ['schedules/start-privacy-tasks'],
    prepare: async () => () => job('schedules/start-privacy-tasks'),
  },
  {
    name: 'erase somebody again after a restore: the start',
    group: 'people',
    of: ['operator/erase-again'],
    async prepare() {
      await noteErased((await registered()).userId, new Date());
      return () => job('operator/erase-again');
    },
  },
  {
    name: 'an erasure of somebody who has done nothing',
    group: 'people',
    of: ['queues/run-privacy-task'],
    async prepare() {
      const { userId } = await registered();
      await noteErased(userId, new Date());
      await job('operator/erase-again');
      return () => queue('run-privacy-task', { userId, task: 'erase' });
    },
  },
];
