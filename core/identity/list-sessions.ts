import type { User } from '#actor';
import { loadUser } from '#core/users';
import { MOST_SESSIONS, type SessionView } from '#schemas/auth';
import { sessionsOf } from './session.store.ts';
import { sessionView } from './session.view.ts';
import { isOver, isSignedOut } from './session-rules.ts';

/**
 * The live sessions of the actor, newest first. The user is read too, since a ban or a lost role ends sessions before their rows say so.
 * All rows are read, so that ended sessions cannot push a live one off the list.
 */
export async function listSessions({ userId, origin }: User, now: Date): Promise<SessionView[]> {
  const [user, sessions] = await Promise.all([loadUser(userId), sessionsOf(userId)]);
  if (!user) return [];
  return sessions
    .filter((session) => !isOver(session, now) && !isSignedOut(session, user.signedOutAt))
    .toReversed()
    .slice(0, MOST_SESSIONS)
    .map((session) => sessionView(session, origin));
}
