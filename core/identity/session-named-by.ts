import { vault } from '#platform/vault';
import { readRefreshToken } from './refresh-token.ts';

/**
 * The id of the session that a refresh token of ours names, living or over. Its MAC is checked, so that nobody makes up sessions to be counted
 * by. Reads nothing.
 * @param refreshToken as it came; null for anything that is none of ours
 */
export async function sessionNamedBy(refreshToken: unknown): Promise<string | null> {
  if (typeof refreshToken !== 'string') return null;
  return readRefreshToken(await vault(), refreshToken)?.sessionId ?? null;
}
