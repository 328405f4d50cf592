import * as z from 'zod';
import { EventMessage, onePage, type StoredPick, startPages } from '#core/picks';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { mapConcurrently } from '#platform/map-concurrently';
import { type EventId, PickId } from '#schemas/common';
import { gradable, type Known } from './gradable.ts';
import { settleOne, settlePick } from './settle-pick.ts';

/** A message of the grading queue: all picks of an event, or one pick that an admin has reviewed. */
export const GradingMessage = z.union([EventMessage, z.strictObject({ pickId: PickId })]);
export type GradingMessage = z.infer<typeof GradingMessage>;

/** The most picks that are graded at the same time. */
const AT_ONCE = 10;

/** Asks for the grading of an event's picks. */
export const requestGrading = (eventId: EventId): Promise<void> => startPages(env('GRADING_QUEUE_URL'), eventId);
/** Asks for the grading of one pick. */
export const requestReview = (pickId: PickId): Promise<void> => enqueue(env('GRADING_QUEUE_URL'), [{ pickId }]);

/**
 * Grades picks from the facts as they are now, so a repeated or late message finds nothing to do. Cost: the page, the other events of its
 * tickets, and a transaction for each pick whose grade changed.
 * @throws Error when a pick of the page could not be settled; all others are settled, and the page may come again
 */
export async function settle(message: GradingMessage, now: Date): Promise<void> {
  if ('pickId' in message) await settleOne(message.pickId, now);
  else await onePage(env('GRADING_QUEUE_URL'), message, (picks) => settleAll(message.eventId, picks, now));
}

async function settleAll(eventId: EventId, picks: readonly StoredPick[], now: Date): Promise<void> {
  const known: Known = new Map();
  const event = await gradable(eventId, known);
  if (!event || event.gradingVersion === 0) return;
  const settled = await mapConcurrently(picks, AT_ONCE, (pick) => settlePick(pick, known, now).catch((error: Error) => error));
  const failure = settled.find((result) => result instanceof Error);
  if (failure) throw failure;
}
