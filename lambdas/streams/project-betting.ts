import { announcePick } from '#core/feed';
import { requestLockSchedule } from '#core/locks';
import { notifySettled, ringForPick } from '#core/notifications';
import { markPickedEvents } from '#core/picks';
import { requestReviewOfEvent, requestReviewOfPick } from '#core/reviews';
import { requestGradingOfEvent, requestGradingOfPick } from '#core/settlement';
import { countNewOutcome, countPlacedPick, countWithdrawnPick } from '#core/stats';
import { stream } from '../middleware/stream.ts';

/** The consequences of writes to events, picks and outcomes. */
export const handler = stream('betting', [
  requestLockSchedule,
  requestGradingOfEvent,
  requestReviewOfEvent,
  countPlacedPick,
  markPickedEvents,
  countWithdrawnPick,
  requestGradingOfPick,
  countNewOutcome,
  requestReviewOfPick,
  notifySettled,
  announcePick,
  ringForPick,
]);
