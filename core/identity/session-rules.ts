import { epoch } from '#platform/clock';
import type { Session } from './session.store.ts';

/** Seconds that a session lasts, however often it is refreshed: 7 days. */
export const SESSION_LIFE = 7 * 86_400;
/** Milliseconds in which a phone that missed our answer may ask again. */
export const GRACE = 60_000;

/**
 * `rotate`: this is the present token, its successor comes now. `repeat`: it was the present one until a moment ago, and nobody has used
 * its successor yet: the same successor again. `reused`: an older token, which two have now had, one of them not the owner. `over`: the
 * session has ended, or this token was never given out.
 */
export type Step = 'rotate' | 'repeat' | 'reused' | 'over';

/** @param until the instant up to which all sessions of the user are over; none are without it */
export const isSignedOut = ({ createdAt }: Pick<Session, 'createdAt'>, until: string | undefined): boolean =>
  until !== undefined && createdAt <= until;

/** @param generation of the token that was shown, known to be ours by its mark */
export function stepOf(
  session: Pick<Session, 'generation' | 'rotatedAt' | 'endedAt' | 'expiresAt'>,
  generation: number,
  now: Date,
): Step {
  if (session.endedAt !== undefined || session.expiresAt <= epoch(now) || generation > session.generation) return 'over';
  if (generation === session.generation) return 'rotate';
  const missed = generation === session.generation - 1 && now.getTime() - session.rotatedAt <= GRACE;
  return missed ? 'repeat' : 'reused';
}
