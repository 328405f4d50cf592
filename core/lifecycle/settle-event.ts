import { eventFacts } from '#core/events';
import type { StoredPick } from '#core/picks';
import { env } from '#platform/env';
import { inTurns } from '#platform/in-turns';
import type { EventId } from '#schemas/common';
import { type EventMessage, onePage, startPages } from './event-pages.ts';
import { gradable, settlePick } from './settle-pick.ts';

/** Picks graded beside each other. */
const AT_ONCE = 10;

/** Puts an event's grading on its way. */
export const requestGrading = (eventId: EventId): Promise<void> => startPages(env('GRADING_QUEUE_URL'), eventId);

/**
 * Grades the picks on an event from its facts as they stand, whatever the message was sent for: a replay or an old message late finds
 * nothing to do. Beside the page, a transaction for each pick whose grade changed.
 * @throws when some pick of the page could not be settled; all others were, and the page may come again
 */
export const settleEvent = (message: EventMessage, now: Date): Promise<void> =>
  onePage(env('GRADING_QUEUE_URL'), message, (picks) => settleAll(message.eventId, picks, now));

async function settleAll(eventId: EventId, picks: readonly StoredPick[], now: Date): Promise<void> {
  const event = await eventFacts(eventId);
  if (!event || event.gradingVersion === 0) return;
  const facts = await gradable(event);
  const settled = await inTurns(picks, AT_ONCE, (pick) => settlePick(pick, facts, now).catch((error: Error) => error));
  const failure = settled.find((result) => result instanceof Error);
  if (failure) throw failure;
}
