import { digest } from '#platform/canonical';
import type { ResultDetails, Score } from '#schemas/settlement';
import type { EventResult, EventState } from './event-facts.ts';

/** Tells one result from another: score and details, never when or by whom it was said. */
export const contentOf = ({ home, away }: Score, details: ResultDetails | null): string => digest({ home, away, details });

/** The same for a result as it stands. */
export const standingContent = (result: EventResult): string => result.content ?? contentOf(result, null);

/** Tells what one admin states from what another does. */
export const statementOf = (state: EventState, score: Score | null, details: ResultDetails | null): string =>
  digest({ state, score: score && { home: score.home, away: score.away }, details });

/** What was stated beyond a score; null where that is nothing. */
export function detailsOf({ periods, minutes, extraTime, facts }: ResultDetails): ResultDetails | null {
  const details: ResultDetails = {
    ...(periods?.length && { periods }),
    ...(minutes !== undefined && { minutes }),
    ...(extraTime !== undefined && { extraTime }),
    ...(facts && Object.keys(facts).length > 0 && { facts }),
  };
  return Object.keys(details).length > 0 ? details : null;
}
