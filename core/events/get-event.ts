import type { Viewer } from '#actor';
import { confirms, findPrices, latestPolls, type Prices, SHEETS, type SheetKind } from '#core/prices';
import { DomainError } from '#errors';
import { log } from '#platform/log';
import type { EventId } from '#schemas/common';
import { markDemand } from './demand.store.ts';
import { eventVersions, findEvent } from './event.store.ts';
import { type EventDetail, eventDetail } from './event.view.ts';
import type { StoredEvent } from './event-facts.ts';

/**
 * One event in full. Two round trips, some 15 RRU, and once an hour a mark that somebody opened it.
 * @throws NOT_FOUND
 */
export async function getEvent(_: Viewer, eventId: EventId, now: Date): Promise<EventDetail> {
  const event = await findEvent(eventId);
  if (!event) throw new DomainError('NOT_FOUND', 'No such event.');
  const [history, prices, [poll]] = await Promise.all([
    eventVersions(eventId),
    findPrices([eventId], SHEETS),
    // Prices are kept until the start, so the last poll before the start confirms them.
    latestPolls(event.league, 'odds', 1, event.startsAt < now.toISOString() ? new Date(event.startsAt) : now),
    markOpened(event, now),
  ]);
  const sheets = Object.fromEntries(prices.map((sheet) => [sheet.kind, sheet])) as Partial<Record<SheetKind, Prices>>;
  const { main } = sheets;
  const confirmed = main && poll && poll.at >= main.at && confirms(poll, eventId);
  return eventDetail(event, history, sheets, confirmed ? poll.at : (main?.at ?? null), now);
}

/** Whoever opens an event gets it, marked or not. */
async function markOpened(event: StoredEvent, now: Date): Promise<void> {
  if (event.state !== 'scheduled' || event.startsAt <= now.toISOString()) return;
  await markDemand('openedAt', event, now).catch((error: Error) =>
    log.warn('events: an opening was not marked', { eventId: event.eventId, error }),
  );
}
