import { isDecided } from '#core/grading';
import { formatMicro } from '#core/odds';
import type { StoredOutcome, StoredPick } from '#core/picks';
import type { PushBody } from '#core/realtime';
import type { PickResult } from '#schemas/pick-views';

/**
 * What an outcome tells its author: that their pick was decided, decided otherwise, opened again, or that somebody looks at it. Progress
 * that decides nothing (the first legs of a ticket) is no news, nor is a correction of the score that leaves the pick as it was: that is
 * in its receipt.
 */
export function newsOf(outcome: StoredOutcome): PushBody | null {
  const { pickId, version, result, profit, previous, settledAt, reason, review } = outcome;
  const corrected = previous !== undefined && isDecided(previous.result);
  if (settledAt === undefined || !(corrected || isDecided(result))) return null;
  if (previous?.result === result && previous.profit === profit && previous.review === review) return null;
  return {
    type: 'pick.settled',
    data: {
      pickId: pickId as StoredPick['pickId'],
      version,
      result: result as PickResult,
      profitUnits: formatMicro(profit),
      settledAt,
      reason: reason ?? null,
      review: review ?? null,
      corrected,
    },
  };
}
