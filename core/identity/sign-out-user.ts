/**
 * The sign-outs queue. A message names the instant up to which it counts, so one that comes again or late ends no session of after it.
 */
import * as z from 'zod';
import { Instant, UserId } from '#schemas/common';
import { endSignedOut } from './end-session.ts';
import { sessionsOf } from './session.store.ts';
import { isSignedOut } from './session-rules.ts';

export const SignOutMessage = z.strictObject({ userId: UserId, until: Instant });
export type SignOutMessage = z.infer<typeof SignOutMessage>;

/** Ends every session of a user that began at or before `until`. They are refused since the user's row says so; this revokes them. */
export async function signOutUser({ userId, until }: SignOutMessage, now: Date): Promise<void> {
  const sessions = await sessionsOf(userId);
  await Promise.all(sessions.filter((session) => isSignedOut(session, until)).map((session) => endSignedOut(session, now)));
}
