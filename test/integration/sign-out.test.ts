import { beforeAll, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { decideBan, logout, refresh, setRole } from '#core/identity';
import { revocationsAgainst } from '#core/limits';
import { issueSocketTicket, openSocket } from '#core/realtime';
import { banAt, loadUser } from '#core/users';
import type { SignedIn } from '#schemas/auth';
import { socketsOf } from '../../core/realtime/sockets.store.ts';
import { actorOf, identityGround, join, later, now, originOf, refused } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { anyone } from '../support/make/users.ts';
import { followSocial } from '../support/social.ts';

/**
 * A process may die right after the write that ends a session, a user's sessions or a socket. Here it lives for k of its calls of the table,
 * for every k. An end that had been written by then is followed by the closing of sockets; one that had not, by nothing.
 */

beforeAll(identityGround);

/** @returns whether the work came to its end within so many calls */
async function living(calls: number, work: () => Promise<unknown>): Promise<boolean> {
  let left = calls;
  const end = intercept(async (_, send) => {
    if (--left < 0) throw new Error('this process is dead');
    return send();
  });
  await work().catch(() => {});
  end();
  return left >= 0;
}

/** Tries the work on somebody new for every length of life. @returns the lengths at which `afterwards` saw it written */
async function everyLife(
  work: (session: SignedIn) => Promise<unknown>,
  afterwards: (session: SignedIn) => Promise<boolean>,
): Promise<{ readonly written: number; readonly unwritten: number }> {
  const seen = { written: 0, unwritten: 0 };
  for (let calls = 0; ; calls++) {
    const session = await join();
    await followSocial();
    const survived = await living(calls, () => work(session));
    seen[(await afterwards(session)) ? 'written' : 'unwritten']++;
    if (survived) return seen;
  }
}

/** The sessions whose sockets the critical queue is told to close now; null stands for all of the user's. */
const closings = async ({ user }: SignedIn) =>
  (await followSocial()).flatMap((delivery) =>
    delivery.task === 'close-sockets' && delivery.userId === user.id ? [delivery.origin] : [],
  );
const goesOn = (session: SignedIn) =>
  refresh(anyone, session.refreshToken, later(1)).then(
    () => true,
    () => false,
  );

describe('a process that dies while it', () => {
  it('logs somebody out: their sockets close exactly when the session has ended', async () => {
    const seen = await everyLife(
      ({ refreshToken }) => logout(anyone, refreshToken, now),
      async (session) => {
        const closed = await closings(session);
        const ended = !(await goesOn(session));
        expect(closed).toEqual(ended ? [originOf(session)] : []);
        return ended;
      },
    );
    expect(seen.unwritten).toBeGreaterThan(0);
    expect(seen.written).toBeGreaterThan(0);
  });

  it('bans somebody: every session ends and every socket closes exactly when the ban is written', async () => {
    const ban = { kind: 'ban', scope: 'all', reason: 'fraud', endsAt: later(1_000).toISOString() } as const;
    const seen = await everyLife(
      ({ user }) => decideBan(system('ban-user'), { ...ban, handle: user.handle }, now),
      async (session) => {
        const banned = banAt((await loadUser(session.user.id))?.ban, now) !== null;
        expect((await revocationsAgainst(session.user.id))?.ban !== undefined).toBe(banned);
        expect(await closings(session)).toEqual(banned ? [null, originOf(session)] : []);
        // The ban has run out; what it ended has not begun again.
        const again = refresh(anyone, session.refreshToken, later(2_000));
        if (banned) await expect(again).rejects.toEqual(refused('UNAUTHENTICATED'));
        else await expect(again).resolves.toMatchObject({ status: 'signed_in' });
        return banned;
      },
    );
    expect(seen.unwritten).toBeGreaterThan(0);
    expect(seen.written).toBeGreaterThan(0);
  });

  it('takes a role away: sessions are refused from that write on, before anything has followed', async () => {
    const give = (session: SignedIn, role: 'admin' | 'user') =>
      setRole(system('set-role'), { handle: session.user.handle, role, reason: 'Left the desk.' }, now);
    const seen = await everyLife(
      async (session) => {
        await give(session, 'admin');
        await give(session, 'user');
      },
      async (session) => {
        const demoted = (await loadUser(session.user.id))?.signedOutAt !== undefined;
        expect(await goesOn(session)).toBe(!demoted);
        expect(await closings(session)).toEqual(demoted ? [null, originOf(session)] : []);
        return demoted;
      },
    );
    expect(seen.unwritten).toBeGreaterThan(0);
    expect(seen.written).toBeGreaterThan(0);
  });

  it('opens the twenty-first socket: the oldest closes exactly when it made way', async () => {
    const seen = await everyLife(
      async (session) => {
        const { ticket } = await issueSocketTicket(actorOf(session), later(20));
        await openSocket(ticket, `${session.user.id}-20`, later(20));
      },
      async (session) => {
        const { open } = await socketsOf(session.user.id, later(20));
        const replaced = open.some(({ connectionId }) => connectionId.endsWith('-20'));
        const closed = (await followSocial()).flatMap((one) => (one.task === 'close-connection' ? [one.connectionId] : []));
        expect(closed).toEqual(replaced && open.length === 20 ? [`${session.user.id}-0`] : []);
        return replaced;
      },
    );
    expect(seen.written).toBeGreaterThan(0);
  });
});
