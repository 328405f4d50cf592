import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { decideBan, listSessions, logout, refresh, register, setRole, verifyCode } from '#core/identity';
import { banAt, loadUser } from '#core/users';
import { newId } from '#platform/ids';
import { forgetKeys } from '#platform/kept-keys';
import { keyOpener } from '#platform/personal-vault';
import { MOST_SESSIONS, Refresh, type SignedIn } from '#schemas/auth';
import { Role } from '#schemas/users';
import { MOST_FACTS } from '../../core/identity/ban-rules.ts';
import { roleFactsOf } from '../../core/identity/role.store.ts';
import { roleFactEntity } from '../../core/identity/role-fact.entity.ts';
import { putSession, sessionsOf } from '../../core/identity/session.store.ts';
import { handler as authDoor } from '../../lambdas/http/auth.ts';
import {
  actorOf,
  closed,
  codeFor,
  DAY,
  email,
  form,
  identityGround,
  join,
  kept,
  later,
  lost,
  mail,
  many,
  newIp,
  now,
  originOf,
  refused,
  tag,
  tokenFor,
} from '../support/bettors.ts';
import { ask } from '../support/http-event.ts';
import { anyone } from '../support/make/users.ts';
import { mint } from '../support/mint.ts';
import { retryUnavailable } from '../support/retry-unavailable.ts';

const operator = system('ban-user');
/** Of all sockets of a user and, when their session has ended, of that session's. */
const closings = (session: SignedIn) =>
  [null, originOf(session)].map((origin) => expect.objectContaining({ userId: session.user.id, origin }));

beforeAll(identityGround);
beforeEach(async () => {
  mint.now = () => now;
  await closed();
});

describe('a session', () => {
  it('continues with each new refresh token', async () => {
    let session: SignedIn = await join();
    const origin = originOf(session);
    for (let i = 1; i <= 5; i++) {
      const next = await refresh(anyone, session.refreshToken, later(i * DAY));
      expect(next.refreshToken).not.toBe(session.refreshToken);
      expect(originOf(next)).toBe(origin);
      session = next;
    }
  });

  it('gives the same successor to a repeat within a minute, also ten times at once', async () => {
    const { refreshToken } = await join();
    const tries = await many(10, () => refresh(anyone, refreshToken, later(1_000)));
    expect(lost(tries)).toEqual([]);
    const successors = new Set(kept(tries).map((session) => session.refreshToken));
    expect(successors.size).toBe(1);
    const again = await refresh(anyone, refreshToken, later(60_000));
    expect(successors.has(again.refreshToken)).toBe(true);
  });

  it('ends with its sockets when a token comes back after its successor was used', async () => {
    const session = await join();
    const next = await refresh(anyone, session.refreshToken, later(1_000));
    const last = await refresh(anyone, next.refreshToken, later(2_000));
    await closed();
    await expect(refresh(anyone, session.refreshToken, later(3_000))).rejects.toEqual(refused('UNAUTHENTICATED'));
    expect(await closed()).toMatchObject([{ userId: session.user.id, origin: originOf(session) }]);
    expect([...mint.live.values()]).not.toContain(originOf(session));
    await expect(refresh(anyone, last.refreshToken, later(4_000))).rejects.toEqual(refused('UNAUTHENTICATED'));
  });

  it('ends when a token comes back after more than a minute', async () => {
    const session = await join();
    const next = await refresh(anyone, session.refreshToken, now);
    await expect(refresh(anyone, session.refreshToken, later(60_001))).rejects.toEqual(refused('UNAUTHENTICATED'));
    await expect(refresh(anyone, next.refreshToken, later(60_002))).rejects.toEqual(refused('UNAUTHENTICATED'));
  });

  it('does not end for a token that was forged', async () => {
    const session = await join();
    const forged = `${session.refreshToken.slice(0, -4)}AAAA`;
    await expect(refresh(anyone, forged, now)).rejects.toEqual(refused('UNAUTHENTICATED'));
    await expect(logout(anyone, forged, now)).rejects.toEqual(refused('UNAUTHENTICATED'));
    await expect(refresh(anyone, session.refreshToken, now)).resolves.toMatchObject({ status: 'signed_in' });
  });

  it('lasts seven days, however often it is refreshed', async () => {
    const session = await join();
    const next = await refresh(anyone, session.refreshToken, later(7 * DAY - 2_000));
    await expect(refresh(anyone, next.refreshToken, later(7 * DAY + 1_000))).rejects.toEqual(refused('UNAUTHENTICATED'));
  });

  it('keeps its token when Cognito is out, and ends when Cognito has ended it', async () => {
    const session = await join();
    mint.fault = new Error('Cognito is out');
    await expect(refresh(anyone, session.refreshToken, now)).rejects.toThrow('Cognito is out');
    const next = await refresh(anyone, session.refreshToken, later(DAY));
    mint.live.clear();
    await expect(refresh(anyone, next.refreshToken, later(DAY))).rejects.toEqual(refused('UNAUTHENTICATED'));
    expect(await closed()).toMatchObject([{ origin: originOf(session) }]);
  });

  it('keeps its token when KMS is out', async () => {
    const session = await join();
    forgetKeys();
    const opener = keyOpener();
    keyOpener.inject({ unwrap: () => Promise.reject(new Error('KMS is out')) });
    await expect(refresh(anyone, session.refreshToken, now)).rejects.toThrow('KMS is out');
    keyOpener.inject(opener);
    // After the time in which a rotated token still gets its successor.
    await expect(refresh(anyone, session.refreshToken, later(DAY))).resolves.toMatchObject({ status: 'signed_in' });
  });

  it('ends at once with a logout, and a second logout is no error', async () => {
    const session = await join();
    await expect(logout(anyone, session.refreshToken, now)).resolves.toEqual({ signedOut: true });
    expect(await closed()).toMatchObject([{ userId: session.user.id, origin: originOf(session) }]);
    await expect(refresh(anyone, session.refreshToken, now)).rejects.toEqual(refused('UNAUTHENTICATED'));
    await expect(logout(anyone, session.refreshToken, now)).resolves.toEqual({ signedOut: true });
    expect([...mint.live.values()]).not.toContain(originOf(session));
  });

  it('of another device continues after a logout', async () => {
    const address = mail('ann');
    const phone = await join(address);
    const tablet = (await verifyCode(anyone, { ...email(address), ...(await codeFor(address)) }, now)) as SignedIn;
    await logout(anyone, phone.refreshToken, now);
    await expect(refresh(anyone, tablet.refreshToken, now)).resolves.toMatchObject({ status: 'signed_in' });
  });
});

describe('refreshing', () => {
  const from = (refreshToken: unknown, ip: string) => ask(authDoor, Refresh, { body: { refreshToken }, ip });
  const sessions = async (count: number) => {
    const all: SignedIn[] = [];
    while (all.length < count) all.push(await join());
    return all;
  };

  it('is limited for each session and not for the network that many share', async () => {
    const ip = newIp();
    for (const { refreshToken } of await sessions(25)) expect((await from(refreshToken, ip)).status).toBe(200);
  });
  it('is done thirty times an hour at most by one session, wherever it is', async () => {
    const [session, other] = (await sessions(2)) as [SignedIn, SignedIn];
    let { refreshToken } = session;
    for (let i = 0; i < 30; i++) {
      const reply = await from(refreshToken, newIp());
      expect([reply.status, reply.headers['ratelimit-limit'], reply.headers['ratelimit-remaining']]).toEqual([
        200,
        '30',
        `${29 - i}`,
      ]);
      ({ refreshToken } = reply.data);
    }
    expect(await from(refreshToken, newIp())).toMatchObject({ status: 429, error: { code: 'RATE_LIMITED' } });
    expect((await from(other.refreshToken, newIp())).status).toBe(200);
  });
  it('counts for the network where the token is none of ours, or names a session that is over', async () => {
    const [over, living] = (await sessions(2)) as [SignedIn, SignedIn];
    await logout(anyone, over.refreshToken, now);
    const ip = newIp();
    const dead = [over.refreshToken, 'x', undefined, over.refreshToken, 'y', over.refreshToken, 'z', 7, '', over.refreshToken];
    for (const token of dead) expect([400, 401]).toContain((await from(token, ip)).status);
    for (const token of [over.refreshToken, 'x', undefined]) expect((await from(token, ip)).status).toBe(429);
    expect((await from(living.refreshToken, ip)).status).toBe(200);
    expect((await from(over.refreshToken, newIp())).status).toBe(401);
  });
});

describe('the list of sessions', () => {
  const signInTo = async (address: string, at: Date) =>
    (await verifyCode(anyone, { ...email(address), ...(await codeFor(address, at)) }, at)) as SignedIn;
  const idOf = ({ refreshToken }: SignedIn) => refreshToken.split('.')[0];

  it('shows each device its own as the current one, newest first, and nothing that opens anything', async () => {
    const address = mail('ann');
    const phone = await join(address);
    const tablet = await signInTo(address, later(1_000));
    const entry = (session: SignedIn, at: Date, current: boolean) => ({
      id: idOf(session),
      createdAt: at.toISOString(),
      lastUsedAt: at.toISOString(),
      region: null,
      current,
      device: null,
    });
    for (const asking of [phone, tablet]) {
      expect(await listSessions(actorOf(asking), later(2_000))).toEqual([
        entry(tablet, later(1_000), asking === tablet),
        entry(phone, now, asking === phone),
      ]);
    }
  });

  it('shows what a device said of itself when it signed in, or nothing', async () => {
    const address = mail('ann');
    const device = { name: 'Ann’s phone', platform: 'ios' as const, appVersion: '2.4.1' };
    const phone = await register(anyone, { ...form(await tokenFor(address)), device }, now);
    await signInTo(address, later(1_000));
    const tablet = { ...device, name: 'Ann’s tablet' };
    await verifyCode(anyone, { ...email(address), ...(await codeFor(address, later(2_000))), device: tablet }, later(2_000));
    expect((await listSessions(actorOf(phone), later(3_000))).map((session) => session.device)).toEqual([tablet, null, device]);
  });

  it("shows nobody else's", async () => {
    const [ann, ben] = [await join(), await join(mail('ben'))];
    expect((await listSessions(actorOf(ann), now)).map(({ id }) => id)).toEqual([idOf(ann)]);
    const origin = originOf(ann);
    expect(await listSessions({ ...actorOf(ben), origin }, now)).toMatchObject([{ id: idOf(ben), current: false }]);
  });

  it('says when each was refreshed last, in the place where it was', async () => {
    const address = mail('ann');
    const phone = await join(address);
    const tablet = await signInTo(address, later(1_000));
    const next = await refresh(anyone, phone.refreshToken, later(DAY));
    await refresh(anyone, phone.refreshToken, later(DAY + 1_000));
    expect(await listSessions(actorOf(next), later(DAY + 2_000))).toMatchObject([
      { id: idOf(tablet), lastUsedAt: later(1_000).toISOString(), current: false },
      { id: idOf(phone), createdAt: now.toISOString(), lastUsedAt: later(DAY).toISOString(), current: true },
    ]);
  });

  it('leaves out what has ended, and what is at its end though its row is there', async () => {
    const address = mail('ann');
    const phone = await join(address);
    const tablet = await signInTo(address, later(DAY));
    const ids = async (at: Date) => (await listSessions(actorOf(tablet), at)).map(({ id }) => id);
    expect(await ids(later(7 * DAY - 1_000))).toEqual([idOf(tablet), idOf(phone)]);
    expect(await ids(later(7 * DAY))).toEqual([idOf(tablet)]);
    await logout(anyone, tablet.refreshToken, later(DAY));
    expect(await ids(later(DAY))).toEqual([idOf(phone)]);
    expect(await sessionsOf(phone.user.id)).toHaveLength(2);
  });

  it('is empty from the write of a ban on, and shows what began after it was lifted', async () => {
    const address = mail('ann');
    const session = await join(address);
    const { handle } = session.user;
    await decideBan(operator, { kind: 'ban', scope: 'all', handle, reason: 'fraud' }, later(1_000));
    expect(await listSessions(actorOf(session), later(1_000))).toEqual([]);
    await decideBan(operator, { kind: 'lift', scope: 'all', handle, reason: 'mistake' }, later(2_000));
    const again = await signInTo(address, later(3_000));
    expect((await listSessions(actorOf(again), later(3_000))).map(({ id }) => id)).toEqual([idOf(again)]);
  });

  it('has a bound, which sessions that ended do not count for', async () => {
    const session = await join();
    const [row] = await sessionsOf(session.user.id);
    if (!row) throw new Error('no session');
    const began = Array.from({ length: 2 * MOST_SESSIONS }, (_, i) => later(i + 1));
    const ended = (i: number) => (i >= MOST_SESSIONS ? { endedAt: now.toISOString() } : {});
    const put = (at: Date, i: number) =>
      putSession({ ...row, sessionId: newId(at), origin: `another ${i}`, createdAt: at.toISOString(), ...ended(i) });
    await Promise.all(began.map(put));
    const shown = (await listSessions(actorOf(session), later(1_000))).map(({ createdAt }) => createdAt);
    expect(shown).toEqual(
      began
        .slice(0, MOST_SESSIONS)
        .map((at) => at.toISOString())
        .toReversed(),
    );
  });
});

describe('a ban', () => {
  const banOf = async (userId: Parameters<typeof loadUser>[0]) => banAt((await loadUser(userId))?.ban, now);
  const ban = (handle: string, endsAt?: Date, at = now) =>
    decideBan(operator, { kind: 'ban', scope: 'all', handle, reason: 'fraud', endsAt: endsAt?.toISOString() }, at);
  const lift = (handle: string, at = now) => decideBan(operator, { kind: 'lift', scope: 'all', handle, reason: 'mistake' }, at);

  it('refuses refresh, code, token and socket at once', async () => {
    const address = mail('ann');
    const session = await join(address);
    const { handle, id: userId } = session.user;
    expect(await ban(handle)).toEqual({ userId, scope: 'all', banned: true, endsAt: null });
    expect(await closed()).toEqual(closings(session));
    await expect(refresh(anyone, session.refreshToken, now)).rejects.toEqual(refused('BANNED', { endsAt: null }));
    const proof = await codeFor(address);
    await expect(verifyCode(anyone, { ...email(address), ...proof }, now)).rejects.toEqual(refused('BANNED'));
    expect(await banOf(userId)).toMatchObject({ number: 1, reason: 'fraud' });
  });

  it('expires, and the sessions that it ended stay ended', async () => {
    const address = mail('ann');
    const session = await join(address);
    await ban(session.user.handle, later(DAY));
    await expect(refresh(anyone, session.refreshToken, later(DAY - 1))).rejects.toEqual(
      refused('BANNED', { endsAt: later(DAY).toISOString() }),
    );
    await expect(refresh(anyone, session.refreshToken, later(DAY))).rejects.toEqual(refused('UNAUTHENTICATED'));
    const proof = await codeFor(address, later(DAY));
    mint.now = () => later(DAY);
    expect((await verifyCode(anyone, { ...email(address), ...proof }, later(DAY))).status).toBe('signed_in');
  });

  it('can be lifted, and its facts stay stored', async () => {
    const { user } = await join();
    await ban(user.handle);
    expect(await lift(user.handle)).toEqual({ userId: user.id, scope: 'all', banned: false, endsAt: null });
    expect(await banOf(user.id)).toBeNull();
    expect(await ban(user.handle, later(DAY))).toMatchObject({ banned: true });
    expect(await banOf(user.id)).toMatchObject({ number: 3 });
  });

  it('beside nine others at once is one of ten facts', async () => {
    const { user } = await join();
    const tries = await many(10, (i) => retryUnavailable(() => ban(user.handle, later((i + 1) * DAY))));
    expect(lost(tries)).toEqual([]);
    expect((await banOf(user.id))?.endsAt).toBe(later(10 * DAY).toISOString());
  });

  it('is refused for an unknown user and for an end in the past', async () => {
    await expect(ban(`nobody_${tag()}`)).rejects.toEqual(refused('NOT_FOUND'));
    const { user } = await join();
    await expect(ban(user.handle, now)).rejects.toEqual(refused('INVALID_INPUT', { field: 'until' }));
  });
});

describe('a role', () => {
  const set = (handle: string, role: Role, reason = 'Runs the desk.') =>
    setRole(system('set-role'), { handle, role, reason }, now);
  const roleIn = ({ accessToken }: SignedIn): unknown =>
    JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString()).role;

  it('is in the token from the next refresh on, and kept with its reason', async () => {
    const session = await join();
    const { handle, id: userId } = session.user;
    expect(await set(handle, 'admin')).toEqual({ userId, role: 'admin', changed: true, signedOut: false });
    expect(await closed()).toEqual([]);
    const next = await refresh(anyone, session.refreshToken, now);
    expect([roleIn(session), roleIn(next), next.user.role]).toEqual(['user', 'admin', 'admin']);
    expect(await roleFactsOf(userId)).toEqual([
      { userId, number: 1, role: 'admin', reason: 'Runs the desk.', by: 'set-role', at: now.toISOString() },
    ]);
  });

  it('that is taken away ends every session and socket, also after an interruption', async () => {
    const address = mail('ann');
    const session = await join(address);
    const { handle, id: userId } = session.user;
    await set(handle, 'admin');
    expect(await set(handle, 'moderator', 'Left the desk.')).toEqual({
      userId,
      role: 'moderator',
      changed: true,
      signedOut: true,
    });
    expect(await closed()).toEqual(closings(session));
    await expect(refresh(anyone, session.refreshToken, now)).rejects.toEqual(refused('UNAUTHENTICATED'));
    expect(await set(handle, 'moderator')).toEqual({ userId, role: 'moderator', changed: false, signedOut: true });
    expect(await roleFactsOf(userId)).toHaveLength(2);
    const again = await verifyCode(anyone, { ...email(address), ...(await codeFor(address)) }, now);
    expect(roleIn(again as SignedIn)).toBe('moderator');
  });

  it('that a user has already changes nothing', async () => {
    const { user } = await join();
    expect(await set(user.handle, 'user')).toMatchObject({ changed: false, signedOut: false });
    expect(await roleFactsOf(user.id)).toEqual([]);
  });

  it('beside others at once is a fact of its own, and the last one stands', async () => {
    const { user } = await join();
    const roles: Role[] = ['moderator', 'admin', 'moderator', 'admin', 'moderator', 'admin'];
    const tries = await many(roles.length, (i) => retryUnavailable(() => set(user.handle, roles[i] as Role)));
    expect(lost(tries)).toEqual([]);
    const facts = await roleFactsOf(user.id);
    expect(facts.map(({ number }) => number)).toEqual(facts.map((_, i) => i + 1));
    expect((await loadUser(user.id))?.role).toBe(facts.at(-1)?.role);
  });

  it('can be taken away but not given after the most facts', async () => {
    const { user } = await join();
    const facts = Array.from({ length: MOST_FACTS }, (_, i) => ({ number: i + 1, role: Role.options[i % 2] as Role }));
    const stored = facts.map((fact) => ({ userId: user.id, reason: 'Test.', by: 'set-role', at: now.toISOString(), ...fact }));
    await roleFactEntity().put(stored).go({ concurrent: 4 });
    await expect(set(user.handle, 'admin')).rejects.toEqual(refused('LIMIT_REACHED'));
    expect(await set(user.handle, 'user')).toMatchObject({ changed: true });
    expect((await loadUser(user.id))?.role).toBe('user');
  });

  it('is refused for an unknown user', async () => {
    await expect(set(`nobody_${tag()}`, 'admin')).rejects.toEqual(refused('NOT_FOUND'));
  });
});
