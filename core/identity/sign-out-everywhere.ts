import { closeSockets } from '#core/realtime';
import type { UserId } from '#schemas/common';
import { revokeAllMints } from './cognito.ts';
import { markEnded, sessionsOf } from './session.store.ts';

/** Ends all of a user's sessions, then their sockets, then Cognito. Done again it finishes what was left. */
export async function signOutEverywhere(userId: UserId, now: Date): Promise<void> {
  const open = (await sessionsOf(userId)).filter(({ endedAt }) => endedAt === undefined);
  await Promise.all(open.map((session) => markEnded(session, now)));
  await closeSockets(userId, null);
  await revokeAllMints(userId);
}
