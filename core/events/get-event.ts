import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import type { EventId } from '#schemas/common';
import { eventHistory, findEvent } from './event.store.ts';
import { type EventDetail, eventDetail } from './event.view.ts';
import { latestPolls } from './poll.store.ts';
import { findPrices } from './price.store.ts';
import { SHEETS } from './price-sheet.ts';

/**
 * One event with all that is known of it. Two round trips, about 8 RRU.
 * @throws NOT_FOUND
 */
export async function getEvent(_: Viewer, eventId: EventId, now: Date): Promise<EventDetail> {
  const event = await findEvent(eventId);
  if (!event) throw new DomainError('NOT_FOUND', 'No such event.');
  const [history, prices, [poll]] = await Promise.all([
    eventHistory(eventId),
    findPrices([eventId], SHEETS),
    // Prices are kept until the start, so it is the last poll before it that confirms them.
    latestPolls(event.league, 'odds', 1, event.startsAt < now.toISOString() ? new Date(event.startsAt) : now),
  ]);
  const [main, alternate] = SHEETS.map((kind) => prices.find((sheet) => sheet.kind === kind));
  const confirmed = main && poll && !poll.missing.includes(eventId) && poll.at >= main.at;
  return eventDetail(event, history, { main, alternate }, confirmed ? poll.at : (main?.at ?? null), now);
}
