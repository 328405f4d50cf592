import type { User } from '#actor';
import { loadUser } from '#core/users';
import { DomainError } from '#errors';
import { endSession } from './end-session.ts';
import { loadSession, sessionsOf } from './session.store.ts';
import { isOver, isSignedOut } from './session-rules.ts';

/**
 * Ends one session of the actor's, perhaps the one that asks. One that is over stays so. 2 RRU and 4 WRU.
 * @throws NOT_FOUND for an id that is none of theirs
 */
export async function endOwnSession({ userId }: User, sessionId: string, now: Date): Promise<void> {
  const session = await loadSession({ userId, sessionId });
  if (!session) throw new DomainError('NOT_FOUND', 'You have no such session.');
  if (!isOver(session, now)) await endSession(session, now);
}

/**
 * Ends all sessions of the actor's but the one that asks, one after the other, since each writes the row of their calls. Where that row is
 * full, everything has ended with it, and the rest follows from that (docs/identity.md). A call that stops halfway is repeated.
 */
export async function endOtherSessions({ userId, origin }: User, now: Date): Promise<void> {
  const [user, sessions] = await Promise.all([loadUser(userId), sessionsOf(userId)]);
  const others = sessions.filter(
    (session) => session.origin !== origin && !isOver(session, now) && !isSignedOut(session, user?.signedOutAt),
  );
  for (const session of others) if ((await endSession(session, now)) === 'all') return;
}
