import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { accountUpkeep, decideBan, logout, refresh, setRole, verifyCode } from '#core/identity';
import { countCaller, revocationsAgainst, TOKEN_LIFE, userSubject } from '#core/limits';
import { loadUser } from '#core/users';
import { FOREVER } from '#platform/clock';
import { newId } from '#platform/ids';
import type { SignedIn } from '#schemas/auth';
import type { Contract } from '#schemas/contract';
import { ROUTES } from '#schemas/routes';
import { GetMe } from '#schemas/users';
import { endSession } from '../../core/identity/end-session.ts';
import { putSession, sessionsOf } from '../../core/identity/session.store.ts';
import { callerEntity } from '../../core/limits/caller.entity.ts';
import { MOST_ENDED_ORIGINS } from '../../core/limits/revocation-rules.ts';
import { handler as usersDoor } from '../../lambdas/http/users.ts';
import { actorOf, codeFor, email, identityGround, join, later, mail, newIp, now } from '../support/bettors.ts';
import { ask } from '../support/http-event.ts';
import { anyone } from '../support/make/users.ts';

/**
 * An access token lives for 15 minutes. A ban, a lost role and the end of a session refuse it from the write that decides them on, by the
 * row with which each call is counted.
 */
beforeAll(async () => {
  await identityGround();
  process.env.LIMITS = JSON.stringify({
    ...JSON.parse(process.env.LIMITS ?? '{}'),
    anonymousPerMinute: 10_000,
    freePerMinute: 10_000,
    codesPerAddressPerHour: 100,
  });
});

const second = (at: Date) => Math.floor(at.getTime() / 1000);
const handleOf = ({ user }: SignedIn) => user.handle;
const ban = (session: SignedIn, more: object = {}) =>
  decideBan(system('ban-user'), { kind: 'ban', scope: 'all', handle: handleOf(session), reason: 'fraud', ...more }, now);
const lift = (session: SignedIn) =>
  decideBan(system('ban-user'), { kind: 'lift', scope: 'all', handle: handleOf(session), reason: 'mistake' }, later(2_000));
const give = (session: SignedIn, role: 'user' | 'moderator' | 'admin') =>
  setRole(system('set-role'), { handle: handleOf(session), role, reason: 'The desk.' }, now);
const signInAgain = async ({ user: { addresses } }: SignedIn, at: Date) => {
  const address = addresses[0]?.address ?? '';
  return (await verifyCode(anyone, { ...email(address), ...(await codeFor(address, at)) }, at)) as SignedIn;
};
/** A session without a sign-in of its own. */
const anotherSession = async (of: SignedIn) => {
  const [first] = await sessionsOf(of.user.id);
  if (!first) throw new Error('no session');
  const origin = crypto.randomUUID();
  const sessionId = newId(now);
  const { vault } = await import('#platform/vault');
  const sealed = (await vault()).seal('session', 'mint-token', sessionId);
  const { endedAt: _, ...open } = first;
  const session = { ...open, sessionId, origin, sealed };
  await putSession(session);
  return session;
};

type Door = Parameters<typeof ask>[0];
const routes = Object.entries(ROUTES).flatMap(([domain, contracts]) =>
  (contracts as readonly Contract[]).map((route) => ({ name: route.name, domain, route })),
);
/** Asks a route with a valid token, whose sign-in was at `at`, or without one. */
async function tried({ domain, route }: (typeof routes)[number], as?: User, at = now) {
  const { handler } = (await import(`../../lambdas/http/${domain}.ts`)) as { handler: Door };
  const all = { handle: 'nobody_here', eventId: newId(now), pickId: newId(now) };
  const params = Object.fromEntries(Object.entries(all).filter(([name]) => route.path.includes(`{${name}}`)));
  const { status, error } = await ask(handler, route, { ...(as && { as, authTime: second(at) }), params, ip: newIp() });
  return [status, error?.code];
}
const me = async (as: User, at = now) => {
  const { status, error } = await ask(usersDoor, GetMe, { as, authTime: second(at) });
  return [status, error?.code];
};
const OVER = [401, 'UNAUTHENTICATED'];
const BANNED = [403, 'BANNED'];

/** Routes that end sessions of whoever calls them: their callers are used for nothing else. */
const ENDS_SESSIONS = new Set(['DeleteMe', 'EndOtherSessions']);
const fourPeople = async () => {
  const [banned, left, dismissed, free] = [await join(), await join(), await join(), await join()];
  await give(dismissed, 'admin');
  return { banned, left, dismissed, free, admin: { ...actorOf(dismissed), role: 'admin' as const } };
};

describe('a valid token of a banned, signed-out or dismissed user', () => {
  let people: Awaited<ReturnType<typeof fourPeople>>;
  beforeAll(async () => {
    people = await fourPeople();
  });

  it.each(routes)('is taken by $name before that', async (each) => {
    const { banned, left, free, admin } = ENDS_SESSIONS.has(each.name) ? await fourPeople() : people;
    for (const actor of [actorOf(banned), actorOf(left), actorOf(free), admin])
      expect(await tried(each, actor)).not.toEqual(OVER);
  });

  describe('after that', () => {
    beforeAll(async () => {
      // Some routes take few calls, and these were asked by each of the four.
      for (const { user } of [people.banned, people.left, people.dismissed, people.free])
        await callerEntity()
          .delete({ subject: userSubject(user.id) })
          .go();
      await ban(people.banned);
      await logout(anyone, people.left.refreshToken, now);
      await give(people.dismissed, 'user');
    });

    it.each(routes)('$name ignores it where it forgives tokens, and else refuses it at once', async (each) => {
      const { banned, left, admin } = people;
      const without = each.route.forgivesToken === true ? await tried(each) : null;
      expect(await tried(each, actorOf(banned))).toEqual(without ?? BANNED);
      expect(await tried(each, actorOf(left))).toEqual(without ?? OVER);
      expect(await tried(each, admin)).toEqual(without ?? OVER);
      const answer = await tried(each, actorOf(ENDS_SESSIONS.has(each.name) ? await join() : people.free));
      for (const refusal of [OVER, BANNED]) expect(answer).not.toEqual(refusal);
    });
  });
});

describe('a session that ends', () => {
  it('takes its own tokens along, and no others of the user', async () => {
    const phone = await join();
    const tablet = await signInAgain(phone, now);
    await logout(anyone, phone.refreshToken, now);
    expect(await me(actorOf(phone))).toEqual(OVER);
    expect(await me(actorOf(tablet))).toEqual([200, undefined]);
  });
  it('because its refresh token was used twice takes its tokens along', async () => {
    const session = await join();
    const next = await refresh(anyone, session.refreshToken, later(1_000));
    await refresh(anyone, next.refreshToken, later(2_000));
    await expect(refresh(anyone, session.refreshToken, later(3_000))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await me(actorOf(session))).toEqual(OVER);
  });
  it('as the thirteenth within the life of a token signs the user out everywhere', async () => {
    const phone = await join();
    for (let i = 0; i < MOST_ENDED_ORIGINS; i++) await endSession(await anotherSession(phone), now);
    expect(await me(actorOf(phone))).toEqual([200, undefined]);
    expect((await revocationsAgainst(phone.user.id))?.endedOrigins).toHaveLength(MOST_ENDED_ORIGINS);
    await endSession(await anotherSession(phone), later(1_000));
    expect(await me(actorOf(phone))).toEqual(OVER);
    await expect(refresh(anyone, phone.refreshToken, later(2_000))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await revocationsAgainst(phone.user.id)).toMatchObject({ endedBefore: second(later(1_000)) });
    const again = await signInAgain(phone, later(3_000));
    expect(await me(actorOf(again), later(3_000))).toEqual([200, undefined]);
  });
  it('makes room again when its tokens have expired', async () => {
    const phone = await join();
    for (let i = 0; i < MOST_ENDED_ORIGINS; i++) await endSession(await anotherSession(phone), now);
    const after = later((TOKEN_LIFE + 61) * 1000);
    await endSession(await anotherSession(phone), after);
    expect((await loadUser(phone.user.id))?.signedOutAt).toBeUndefined();
    const subject = userSubject(phone.user.id);
    await countCaller(subject, [{ subject, rule: 'tier', limit: { calls: 9, seconds: 60 } }], after);
    expect((await revocationsAgainst(phone.user.id))?.endedOrigins).toHaveLength(1);
  });
});

describe('a ban', () => {
  it('names its end, and passes with it; the sessions that it ended stay ended', async () => {
    const mal = await join();
    const endsAt = new Date(Date.now() + 60_000).toISOString();
    await ban(mal, { endsAt });
    const { error } = await ask(usersDoor, GetMe, { as: actorOf(mal), authTime: second(now) });
    expect(error).toMatchObject({ code: 'BANNED', details: { endsAt } });
    await lift(mal);
    expect(await me(actorOf(mal))).toEqual(OVER);
    const again = await signInAgain(mal, later(3_000));
    expect(await me(actorOf(again), later(3_000))).toEqual([200, undefined]);
  });
  it('among fifty calls at once is written, and refuses every call after it', async () => {
    const mal = await join();
    const calls = Array.from({ length: 50 }, () => me(actorOf(mal)));
    await ban(mal);
    expect(await me(actorOf(mal))).toEqual(BANNED);
    for (const [status] of await Promise.all(calls)) expect([200, 403]).toContain(status);
  });
  it('of a user without a row makes one', async () => {
    const mal = await join();
    expect(await revocationsAgainst(mal.user.id)).toBeNull();
    await ban(mal);
    expect(await me(actorOf(mal))).toEqual(BANNED);
  });
});

describe('a role that is given', () => {
  it('refuses no token', async () => {
    const mo = await join();
    await give(mo, 'moderator');
    await give(mo, 'admin');
    expect(await me(actorOf(mo))).toEqual([200, undefined]);
  });
});

it('a row outlives the tokens that it refuses, whoever writes it last', async () => {
  const mal = await join();
  const subject = userSubject(mal.user.id);
  const kept = async () => Number((await callerEntity().get({ subject }).go({ consistent: true })).data?.expiresAt) - second(now);
  const writes = [
    () => ban(mal),
    () => countCaller(subject, [{ subject, rule: 'tier', limit: { calls: 9, seconds: 60 } }], now),
    async () => endSession(await anotherSession(mal), now),
    () => lift(mal),
  ];
  for (const write of writes) {
    await write();
    expect(await kept()).toBeGreaterThan(TOKEN_LIFE + 3_600);
  }
});

describe('the upkeep of accounts', () => {
  const differences = async ({ user }: SignedIn, at = later(1_000)) =>
    (await accountUpkeep.audit([user.id], at)).flatMap((found) => found.differences.map(({ of, field }) => [of, field]));
  const subjectOf = ({ user }: SignedIn) => ({ subject: userSubject(user.id) });

  it('finds nothing after bans, lost roles and logouts', async () => {
    const [mal, left, mo] = [await join(), await join(), await join()];
    await ban(mal);
    await logout(anyone, left.refreshToken, now);
    await give(mo, 'admin');
    await give(mo, 'user');
    for (const session of [mal, left, mo]) expect(await differences(session)).toEqual([]);
    await lift(mal);
    expect(await differences(mal, later(3_000))).toEqual([]);
  });
  it('finds what the row does not say', async () => {
    const [mal, left, mo] = [await join(mail('mal')), await join(), await join()];
    await ban(mal);
    await logout(anyone, left.refreshToken, now);
    await give(mo, 'admin');
    await give(mo, 'user');
    for (const session of [mal, left, mo]) await callerEntity().remove(subjectOf(session)).go();
    const caller = (session: SignedIn) => `caller ${session.user.id}`;
    expect(await differences(mal)).toEqual([
      [caller(mal), 'ban'],
      [caller(mal), 'endedBefore'],
    ]);
    expect(await differences(left)).toEqual([[caller(left), 'endedOrigins']]);
    expect(await differences(mo)).toEqual([[caller(mo), 'endedBefore']]);
  });
  it('finds a ban that was lifted and still refuses', async () => {
    const mal = await join();
    await callerEntity()
      .update(subjectOf(mal))
      .set({ ban: FOREVER, expiresAt: second(later(1e6)) })
      .go();
    expect(await differences(mal)).toEqual([[`caller ${mal.user.id}`, 'ban']]);
  });
});
