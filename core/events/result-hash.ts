import { digest } from '#platform/canonical';
import type { ResultDetails, Score } from '#schemas/settlement';
import type { EventResult, EventState } from './event-facts.ts';

/** The score of a result; both sides are null where a field of competitors plays. */
type ResultScore = Pick<EventResult, 'home' | 'away'>;
export const NO_SCORE: ResultScore = { home: null, away: null };

/** The hash of a result's score and details. Its time and its source are not part of it. */
export const resultHash = ({ home, away }: ResultScore, details: ResultDetails | null): string => digest({ home, away, details });

/** The hash of an event's result. A result without details stores none. */
export const standingResultHash = (result: EventResult): string => result.contentHash ?? resultHash(result, null);

/** The hash of an admin's statement: state, score and details. */
export const statementHash = (state: EventState, score: Score | null, details: ResultDetails | null): string =>
  digest({ state, score: score && { home: score.home, away: score.away }, details });

/** The details that were stated with a score; null when none were. */
export function detailsOf(stated: ResultDetails): ResultDetails | null {
  const { periods, minutes, extraTime, actualStart, suspendedAt, resumedAt, atSuspension, facts } = stated;
  const details: ResultDetails = {
    ...(periods?.length && { periods }),
    ...(minutes !== undefined && { minutes }),
    ...(extraTime !== undefined && { extraTime }),
    ...(actualStart !== undefined && { actualStart }),
    ...(suspendedAt !== undefined && { suspendedAt }),
    ...(resumedAt !== undefined && { resumedAt }),
    ...(atSuspension !== undefined && { atSuspension }),
    ...(facts && Object.keys(facts).length > 0 && { facts }),
  };
  return Object.keys(details).length > 0 ? details : null;
}
