import type { Page } from '#data/cursor';
import { type Part, transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, gapsIn, RECENT, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { EventId } from '#schemas/common';
import { LEAGUE_NAMES, type League } from '#schemas/sports';
import { eventVersions, findEvent, findEvents, leagueEvents } from './event.store.ts';
import type { StoredEvent } from './event-facts.ts';
import { LOCK_COPIES, locksOf, restoredLockPart } from './lock.store.ts';
import { findPairing, isPaired, pairingPart } from './pairing.store.ts';
import { findProviderRefs, refPart } from './provider-ref.store.ts';
import { markSwept } from './sweep.store.ts';
import { sweepAtOf } from './sweep-rules.ts';

const DAY = 86_400_000;

/**
 * Lists events for the upkeep of everything that follows from one. The recent ones start within six days before `now`, by when a tournament
 * has its result too, or within a day after it, and were made, moved, graded or decided within RECENT: 0.5 RRU for each event of these days.
 */
export const eventSubjects: Pick<Upkeep, 'kind' | 'subjects' | 'recent'> = {
  kind: 'event',
  subjects: (cursor) => eventPage(cursor, SUBJECTS_PER_PAGE),
  recent: async (cursor, now) => {
    const [from, to] = [-6, 1].map((days) => new Date(now.getTime() + days * DAY).toISOString());
    const page = await eventPage(cursor, SUBJECTS_PER_PAGE, { from, to });
    const since = new Date(now.getTime() - RECENT).toISOString();
    const events = await findEvents(page.items);
    const changed = ({ seenAt, gradingAt, claim }: StoredEvent) =>
      [seenAt, gradingAt, claim?.recordedAt].some((at) => at && at >= since);
    return { ...page, items: page.items.filter((eventId) => events.has(eventId) && changed(events.get(eventId) as StoredEvent)) };
  },
};

/** Queries of one page: leagues without such events follow each other. */
const MOST_QUERIES = 40;

/**
 * One page of the events of all leagues that start from (inclusive) to (exclusive), league by league; a second late, being from the index.
 * A query for each league that it reaches, 0.5 RRU for some 30 events; pages may be shorter than `limit`, also empty.
 * @param cursor null for the first page
 */
export async function eventPage(
  cursor: string | null,
  limit: number,
  { from = '0000', to }: { from?: string; to?: string } = {},
): Promise<Page<EventId>> {
  let next = cursor;
  const items: EventId[] = [];
  for (let queries = 0; queries < MOST_QUERIES && items.length < limit && (queries === 0 || next !== null); queries++) {
    const [league, startsAt, eventId] = (next?.split('/') ?? [LEAGUE_NAMES[0]]) as [League, string?, EventId?];
    const after = startsAt !== undefined && eventId !== undefined ? { startsAt, eventId } : null;
    const keys = await leagueEvents(league, { from, to, after, limit: limit - items.length });
    items.push(...keys.map((key) => key.eventId));
    const last = items.length === limit ? keys.at(-1) : undefined;
    next = last ? [league, last.startsAt, last.eventId].join('/') : (LEAGUE_NAMES[LEAGUE_NAMES.indexOf(league) + 1] ?? null);
  }
  return { items, cursor: next };
}

/**
 * Compares each event with its starts, results and states; the copies of its lock, the references of its games and the pairing of its
 * teams with the event. Two reads, three queries and two BatchGets an event. The repair writes the copies of the lock and a late
 * sweep anew, and references that are missing, without which the next poll would make another event; a row that contradicts its facts needs
 * a person.
 */
export const eventUpkeep: Upkeep = {
  ...eventSubjects,
  audit: (eventIds) =>
    auditEach(eventIds, async (eventId) => {
      const event = await findEvent(eventId as EventId);
      return event ? [...(await auditRow(event)), ...(await auditLocks(event)), ...(await auditRefs(event))] : [];
    }),
  repair: async (eventId) => {
    const event = await findEvent(eventId as EventId);
    if (!event) return [];
    return [...(await repairLocks(event)), ...(await repairRefs(event)), ...(await repairSweep(event))];
  },
};

async function repairLocks(event: StoredEvent): Promise<string[]> {
  if ((await auditLocks(event)).length === 0) return [];
  const refused = await transact({ locks: restoredLockPart(event) });
  return refused.size === 0 ? [`locks of event ${event.eventId}`] : [];
}

async function repairRefs(event: StoredEvent): Promise<string[]> {
  const [refs, pairing] = await refsAndPairing(event);
  const missing = event.providerGameIds.filter((id) => !refs.has(id));
  const parts: Record<string, Part> = Object.fromEntries(missing.map((id) => [`reference ${id}`, refPart(event, id)]));
  if (!isPaired(pairing, event.eventId)) parts.pairing = pairingPart(pairing, event.eventId);
  if (Object.keys(parts).length === 0) return [];
  const refused = await transact(parts);
  return refused.size === 0 ? Object.keys(parts).map((name) => `${name} of event ${event.eventId}`) : [];
}

const refsAndPairing = (event: StoredEvent) =>
  Promise.all([findProviderRefs(event.provider, event.providerGameIds), findPairing(event)]);

async function auditRefs(event: StoredEvent): Promise<Difference[]> {
  const { eventId, providerGameIds } = event;
  const [refs, pairing] = await refsAndPairing(event);
  const of = `event ${eventId}`;
  return [
    ...providerGameIds.flatMap((id) => differencesOf(`${of} providerref ${id}`, { eventId: refs.get(id) }, { eventId })),
    ...differencesOf(`${of} pairing`, { listed: isPaired(pairing, eventId) }, { listed: true }),
  ];
}

async function repairSweep(event: StoredEvent): Promise<string[]> {
  const sweepAt = sweepAtOf(event);
  if (event.sweepAt <= sweepAt) return [];
  return (await markSwept(event, { ...event, sweepAt })) ? [`sweep of event ${event.eventId}`] : [];
}

async function auditRow(event: StoredEvent): Promise<Difference[]> {
  const { starts, results, states } = await eventVersions(event.eventId);
  const of = `event ${event.eventId}`;
  const [start, result, state] = [starts.at(-1), results.at(-1), states.at(-1)];
  return [
    ...differencesOf(of, { sweptInTime: event.sweepAt <= sweepAtOf(event) }, { sweptInTime: true }),
    ...differencesOf(of, event, {
      startsAt: start?.startsAt,
      startVersion: starts.length,
      state: state?.state ?? 'scheduled',
      stateVersion: states.length,
    }),
    ...differencesOf(`${of} result`, event.result, {
      version: result?.version,
      home: result?.home,
      away: result?.away,
      contentHash: result?.contentHash,
      detailed: result?.details === undefined ? undefined : true,
    }),
    ...Object.entries({ starts, results, states }).flatMap(([name, rows]) =>
      gapsIn(
        `${of} ${name}`,
        rows.map(({ version }) => version),
      ),
    ),
  ];
}

async function auditLocks({ eventId, startsAt, lockedThrough }: StoredEvent): Promise<Difference[]> {
  const locks = await locksOf(eventId);
  const of = `event ${eventId}`;
  return [
    ...locks.flatMap((lock) => differencesOf(`${of} lock ${lock.copy}`, lock, { startsAt, lockedThrough })),
    ...differencesOf(of, { locks: locks.length }, { locks: LOCK_COPIES }),
  ];
}
