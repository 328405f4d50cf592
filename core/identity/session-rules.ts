import { epoch } from '#platform/clock';
import type { Session } from './session.store.ts';

/** Seconds that a session lasts, however often it is refreshed: 7 days. */
export const SESSION_LIFE = 7 * 86_400;
/** Milliseconds in which a client that missed our answer may repeat its refresh. */
export const GRACE = 60_000;

/**
 * The answer to a refresh token. `rotate`: the token is current and gets a successor. `repeat`: its successor was issued within the grace
 * period and is unused, so the client gets the same successor again. `reused`: the token is older, so two parties have had it and one is
 * not the owner. `over`: the session has ended, or the token was never issued.
 */
export type RefreshStep = 'rotate' | 'repeat' | 'reused' | 'over';

/** A session is over once it has ended or expired; TTL deletes its row later. */
export const isOver = ({ endedAt, expiresAt }: Pick<Session, 'endedAt' | 'expiresAt'>, now: Date): boolean =>
  endedAt !== undefined || expiresAt <= epoch(now);

/** @param until the instant up to which all sessions of the user are over; none are without it */
export const isSignedOut = ({ createdAt }: Pick<Session, 'createdAt'>, until: string | undefined): boolean =>
  until !== undefined && createdAt <= until;

/** @param generation the generation of the client's token, whose MAC has been checked */
export function stepOf(
  session: Pick<Session, 'generation' | 'rotatedAt' | 'endedAt' | 'expiresAt'>,
  generation: number,
  now: Date,
): RefreshStep {
  if (isOver(session, now) || generation > session.generation) return 'over';
  if (generation === session.generation) return 'rotate';
  const missed = generation === session.generation - 1 && now.getTime() - session.rotatedAt <= GRACE;
  return missed ? 'repeat' : 'reused';
}
