import { beforeAll, describe, expect, it } from 'vitest';
import { careUpkeep } from '#core/care';
import { listSessions, verifyCode } from '#core/identity';
import { CONSENT_TEXT, GetConsents, SetConsents } from '#schemas/consents';
import { handler as usersDoor } from '../../lambdas/http/users.ts';
import { actorOf, codeFor, email, identityGround, join, later, mail, now } from '../support/bettors.ts';
import { ask } from '../support/http-event.ts';
import { anyone } from '../support/make/users.ts';

/** Consents to what apps use are facts with the text that asked. */

beforeAll(identityGround);

const NOTHING = { push: false, location: false, contacts: false, photos: false, text: CONSENT_TEXT };

describe('consents', () => {
  it('are none at first, and each change is kept with its text and time', async () => {
    const as = actorOf(await join());
    const get = async () => (await ask(usersDoor, GetConsents, { as })).data;
    const set = (body: object) => ask(usersDoor, SetConsents, { as, body });
    expect(await get()).toEqual({ text: CONSENT_TEXT, now: null, history: [] });
    for (const change of [{ push: true }, { push: true }, { location: true }])
      expect((await set({ ...NOTHING, ...change })).status).toBe(200);
    const { now: holds, history } = await get();
    expect(holds).toMatchObject({ ...NOTHING, location: true, at: expect.any(String) });
    expect(history.map(({ push, location }) => [push, location])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(await careUpkeep.audit([as.userId], now)).toEqual([]);
  });
  it('are for the text that stands', async () => {
    const as = actorOf(await join());
    const { status, error } = await ask(usersDoor, SetConsents, { as, body: { ...NOTHING, text: '2020-01-01' } });
    expect([status, error.code, error.details]).toEqual([409, 'CONFLICT', { text: CONSENT_TEXT }]);
    expect((await ask(usersDoor, SetConsents, { as, body: { ...NOTHING, camera: true } })).status).toBe(400);
  });
});

it('the region of a sign-in is kept for those alone who let it be', async () => {
  const address = mail('ann');
  const as = actorOf(await join(address));
  const signIn = async (at: Date) =>
    verifyCode({ ...anyone, region: 'US-NJ' }, { ...email(address), ...(await codeFor(address, at)) }, at);
  for (const location of [true, false]) {
    await ask(usersDoor, SetConsents, { as, body: { ...NOTHING, location } });
    await signIn(later(location ? 2_000 : 3_000));
  }
  expect((await listSessions(as, later(4_000))).map(({ region }) => region)).toEqual([null, 'US-NJ', null]);
});
