import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import { vault } from '#platform/vault';
import { endSession } from './end-session.ts';
import { readRefreshToken } from './refresh-token.ts';
import { loadSession } from './session.store.ts';

/**
 * Ends the session of a refresh token, current or older: its holder has signed in. A session that has ended is no error.
 * @throws UNAUTHENTICATED for a token that we never issued
 */
export async function logout(_actor: Viewer, refreshToken: string, now: Date) {
  const claim = readRefreshToken(await vault(), refreshToken);
  if (!claim) throw new DomainError('UNAUTHENTICATED', 'This is not a refresh token of ours.');
  const session = await loadSession(claim);
  if (session) await endSession(session, now);
  return { signedOut: true as const };
}
