import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { sendCode, sendStepUpCode, setRole, stepUp, verifyCode } from '#core/identity';
import { deliver } from '#core/notifications';
import { ListReviews } from '#schemas/admin';
import { EndOtherSessions, EndSession, ListSessions, type NewSession, StepUp } from '#schemas/auth';
import { STEP_UP_SECONDS } from '#schemas/contract';
import { ListNotifications } from '#schemas/notifications';
import { ROUTES } from '#schemas/routes';
import { handler as adminDoor } from '../../lambdas/http/admin.ts';
import { handler as authDoor } from '../../lambdas/http/auth.ts';
import { handler as notificationsDoor } from '../../lambdas/http/notifications.ts';
import {
  actorOf,
  another,
  codeFor,
  email,
  identityGround,
  join,
  kept,
  later,
  lost,
  mail,
  many,
  network,
  now,
  refused,
} from '../support/bettors.ts';
import { codesWaiting, taken } from '../support/codes.ts';
import { ask } from '../support/http-event.ts';
import { anyone } from '../support/make/users.ts';
import { followSocial } from '../support/social.ts';

/** A session proves an address again before it does what must not be done with a phone that was left lying around, and ends others. */

beforeAll(async () => {
  await identityGround();
  const most = { anonymousPerMinute: 10_000, freePerMinute: 10_000, premiumPerMinute: 10_000 };
  process.env.LIMITS = JSON.stringify({ ...JSON.parse(process.env.LIMITS ?? '{}'), ...most });
});

const second = (at: Date) => Math.floor(at.getTime() / 1000);
/** A sign-in of an hour ago. */
const LONG_AGO = second(later(-3_600_000));

/** A person with the code of a step-up. */
async function asked(address = mail('ann'), session?: NewSession) {
  const ann = session ?? (await join(address));
  const actor = actorOf(ann);
  const { attemptToken } = await sendStepUpCode(actor, { channel: 'email' }, now);
  return { address, actor, proof: { channel: 'email' as const, attemptToken, code: (await codesWaiting()).get(address) ?? '' } };
}
const signIn = async (address: string, more: { deviceToken?: string } = {}) =>
  (await verifyCode(anyone, { ...email(address), ...(await codeFor(address)), ...more }, now)) as NewSession;

describe('a step-up', () => {
  const reviews = async (as: User, authTime: number | null = LONG_AGO) => {
    const { status, error } = await ask(adminDoor, ListReviews, { as, authTime });
    return [status, error?.code];
  };
  const admin = async () => {
    const address = mail('adele');
    const session = await join(address);
    await setRole(system('set-role'), { handle: session.user.handle, role: 'admin', reason: 'The desk.' }, now);
    return { address, session, as: { ...actorOf(session), role: 'admin' as const } };
  };

  it('is asked for by every route of an admin or a moderator', () => {
    const admins = Object.values(ROUTES)
      .flat()
      .filter(({ tag }) => tag === 'admin');
    expect(admins.filter((contract) => !('stepUp' in contract)).map(({ name }) => name)).toEqual([]);
    expect(admins.length).toBeGreaterThan(5);
  });

  it('opens the routes that ask for one to this session alone', async () => {
    const { address, session, as } = await admin();
    const other = { ...actorOf(await signIn(address)), role: 'admin' as const };
    for (const one of [as, other]) expect(await reviews(one)).toEqual([403, 'STEP_UP_REQUIRED']);
    expect(await reviews(as, null)).toEqual([403, 'STEP_UP_REQUIRED']);
    const { proof } = await asked(address, session);
    const { status, data } = await ask(authDoor, StepUp, { as, authTime: LONG_AGO, body: proof });
    expect(status).toBe(200);
    expect(Date.parse(data.until) - Date.now()).toBeGreaterThan((STEP_UP_SECONDS - 60) * 1000);
    expect(await reviews(as)).toEqual([200, undefined]);
    expect(await reviews(other)).toEqual([403, 'STEP_UP_REQUIRED']);
    expect(await reviews({ ...as, role: 'user' })).toEqual([403, 'FORBIDDEN']);
  });

  it('is a fresh sign-in too, for five minutes', async () => {
    const { as } = await admin();
    expect(await reviews(as, second(new Date()) - STEP_UP_SECONDS + 30)).toEqual([200, undefined]);
    expect(await reviews(as, second(new Date()) - STEP_UP_SECONDS)).toEqual([403, 'STEP_UP_REQUIRED']);
  });

  it('takes the code of its own attempt, once, also of ten calls at once', async () => {
    const { actor, proof } = await asked();
    await expect(stepUp(actor, { ...proof, code: another(proof.code) }, now)).rejects.toEqual(
      refused('CODE_WRONG', { field: 'code', guessesLeft: 4 }),
    );
    const tries = await many(4, () => stepUp(actor, proof, now));
    expect(kept(tries)).toHaveLength(1);
    expect(lost(tries)).toEqual(['CODE_EXPIRED', 'CODE_EXPIRED', 'CODE_EXPIRED']);
  });

  it('takes no code of a sign-in, and gives none, and none of somebody else', async () => {
    const { address, actor, proof } = await asked();
    const signingIn = await codeFor(address);
    await expect(stepUp(actor, { channel: 'email', ...signingIn }, now)).rejects.toEqual(refused('CODE_EXPIRED'));
    await expect(verifyCode(anyone, { ...email(address), ...proof }, now)).rejects.toEqual(refused('CODE_EXPIRED'));
    const { actor: ben } = await asked(mail('ben'));
    await expect(stepUp(ben, proof, now)).rejects.toEqual(refused('CODE_EXPIRED'));
    await expect(stepUp(actor, proof, now)).resolves.toMatchObject({});
  });

  it('is refused without an address of the channel, and after ten minutes', async () => {
    const { actor, proof } = await asked();
    await expect(sendStepUpCode(actor, { channel: 'sms' }, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'channel' }));
    await expect(stepUp(actor, proof, later(600_000))).rejects.toEqual(refused('CODE_EXPIRED'));
  });

  it('has codes of its own, which no stranger uses up', async () => {
    const { address, actor, proof } = await asked();
    for (let i = 0; i < 2; i++) await sendCode(anyone, email(address), network(), now);
    await expect(sendCode(anyone, email(address), network(), now)).rejects.toEqual(refused('RATE_LIMITED'));
    const again = await sendStepUpCode(actor, { channel: 'email', attemptToken: proof.attemptToken }, now);
    expect(again.attemptToken).toBe(proof.attemptToken);
    await sendStepUpCode(actor, { channel: 'email' }, now);
    await expect(sendStepUpCode(actor, { channel: 'email' }, now)).rejects.toEqual(refused('RATE_LIMITED'));
  });
});

describe('ending sessions', () => {
  const list = (as: User) => ask(authDoor, ListSessions, { as });
  const idOf = ({ refreshToken }: NewSession) => refreshToken.split('.')[0] ?? '';
  const end = async (as: User, sessionId: string) => (await ask(authDoor, EndSession, { as, params: { sessionId } })).status;

  it('ends one, once or twice, and nobody else', async () => {
    const address = mail('ann');
    const [phone, tablet] = [await join(address), await signIn(address)];
    const ben = actorOf(await join(mail('ben')));
    expect(await end(ben, idOf(tablet))).toBe(404);
    expect((await list(actorOf(tablet))).status).toBe(200);
    expect(await end(actorOf(phone), idOf(tablet))).toBe(204);
    expect(await end(actorOf(phone), idOf(tablet))).toBe(204);
    expect(await list(actorOf(tablet))).toMatchObject({ status: 401 });
    expect((await list(actorOf(phone))).data.map(({ id }) => id)).toEqual([idOf(phone)]);
  });

  it('ends all others, and the one that asks stays', async () => {
    const address = mail('ann');
    const phone = await join(address);
    const others = [await signIn(address), await signIn(address)];
    expect(await ask(authDoor, EndOtherSessions, { as: actorOf(phone) })).toMatchObject({ status: 204 });
    for (const other of others) expect(await list(actorOf(other))).toMatchObject({ status: 401 });
    expect((await list(actorOf(phone))).data).toMatchObject([{ id: idOf(phone), current: true }]);
    expect(await ask(authDoor, EndOtherSessions, { as: actorOf(phone) })).toMatchObject({ status: 204 });
  });
});

describe('a device that is new', () => {
  const told = async (as: User) => {
    await followSocial(now);
    const messages = (await taken('STANDARD_QUEUE_URL')).map((body) => JSON.parse(body));
    for (const message of messages.filter(({ task }) => task === 'tell')) await deliver(message, now).catch(() => {});
    const { data } = await ask(notificationsDoor, ListNotifications, { as });
    return data.filter(({ kind }) => kind === 'new-device').map(({ subject }) => `${subject.type}#${subject.id}`);
  };
  it('is told to the user, and the device that registered and one that comes back are not', async () => {
    process.env.NOTIFICATION_MAILS = '100';
    process.env.API_URL = 'https://api.example';
    const address = mail('ann');
    const phone = await join(address);
    const back = await signIn(address, { deviceToken: phone.deviceToken });
    expect(await told(actorOf(phone))).toEqual([]);
    const tablet = await signIn(address, { deviceToken: (await join(mail('ben'))).deviceToken });
    for (let i = 0; i < 2; i++) expect(await told(actorOf(back))).toEqual([`session#${tablet.refreshToken.split('.')[0]}`]);
  });
});
