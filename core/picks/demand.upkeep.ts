import { demandOfEvent, eventPage, eventSubjects, findEvent, markDemand, type StoredEvent } from '#core/events';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { EventId } from '#schemas/common';
import { pageOfShard } from './pick.store.ts';
import { SHARDS } from './pick-rules.ts';

const DAY = 86_400_000;

/**
 * Compares each event that is still to come with the picks on it: one with a pick has the mark by which its prices are asked for more often.
 * Two reads an event, and a query of each shard of its picks where the mark is missing. The repair sets the mark. An hourly walk takes the events of
 * the next day.
 */
export const demandUpkeep: Upkeep = {
  kind: eventSubjects.kind,
  subjects: eventSubjects.subjects,
  recent: (cursor, now) =>
    eventPage(cursor, SUBJECTS_PER_PAGE, { from: now.toISOString(), to: new Date(now.getTime() + DAY).toISOString() }),
  audit: (eventIds, now) =>
    auditEach(eventIds, async (eventId) => {
      const event = await findEvent(eventId as EventId);
      return event ? auditMark(event, now) : [];
    }),
  repair: async (eventId, now) => {
    const event = await findEvent(eventId as EventId);
    if (!event || (await auditMark(event, now)).length === 0) return [];
    await markDemand('pickedAt', event, now);
    return [`mark of picks on event ${eventId}`];
  },
};

async function auditMark(event: StoredEvent, now: Date): Promise<Difference[]> {
  if (event.startsAt <= now.toISOString()) return [];
  const { pickedAt } = await demandOfEvent(event);
  if (pickedAt !== undefined) return [];
  const shards = await Promise.all(Array.from({ length: SHARDS }, (_, n) => pageOfShard(event.eventId, n, null, 1)));
  const picked = shards.some(({ length }) => length > 0);
  return differencesOf(`event ${event.eventId} demand`, { picked: false }, { picked });
}
