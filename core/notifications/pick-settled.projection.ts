/**
 * The author of a pick is notified of its outcome.
 * Replay contract: a record that comes again sends the notification again under the same id, by which clients drop it. A notification that is
 * lost for good can be read over HTTP.
 */
import { isDecided } from '#core/grading';
import { formatMicro } from '#core/odds';
import { outcomeOfImage, type StoredOutcome, type StoredPick } from '#core/picks';
import { batchProjection } from '#platform/projection';
import type { NotificationBody } from '#schemas/messages';
import type { PickResult } from '#schemas/pick-result';
import { notify } from './notify.ts';

export const notifySettled = batchProjection({
  name: 'notify-settled',
  entity: 'outcome',
  row: outcomeOfImage,
  when: ({ before, after }) => {
    const body = !before && after ? settledNotification(after) : null;
    return body && after && { userId: after.authorId as StoredPick['authorId'], body };
  },
  runAll: notify,
});

/**
 * The notification of an outcome: the pick was decided, decided otherwise, opened again, or taken into review. Null for progress that decides
 * nothing (the first legs of a ticket) and for a corrected score that leaves the pick as it was.
 */
export function settledNotification(outcome: StoredOutcome): NotificationBody | null {
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
