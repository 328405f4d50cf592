import { batchAll } from '#data/batch';
import { conditionHeld, type Part, part, transact } from '#data/transaction';
import type { Image } from '#platform/projection';
import type { EventId, UserId } from '#schemas/common';
import type { ResultDetails } from '#schemas/settlement';
import { LEAGUE_NAMES, type League } from '#schemas/sports';
import { type Change, canGrade } from './change-rules.ts';
import { eventEntity } from './event.entity.ts';
import type { StandingClaim, StandingDecision, StoredEvent } from './event-facts.ts';
import { eventResultEntity } from './event-result.entity.ts';
import { eventStartEntity } from './event-start.entity.ts';
import { eventStateEntity } from './event-state.entity.ts';
import { movedLockPart, newLockPart } from './lock.store.ts';
import { providerRefEntity } from './provider-ref.entity.ts';

/** What the index knows of an event. */
export interface EventKey {
  readonly eventId: EventId;
  readonly league: League;
  readonly startsAt: string;
}

type Row = NonNullable<Awaited<ReturnType<typeof read>>['data']>;
const read = (eventId: string) => eventEntity().get({ eventId }).go({ consistent: true });

const stored = (row: Row): StoredEvent => ({
  ...row,
  eventId: row.eventId as EventId,
  lockedThrough: row.lockedThrough ?? null,
  decision: row.decision
    ? { ...row.decision, by: row.decision.by as UserId, confirmedBy: (row.decision.confirmedBy as UserId | undefined) ?? null }
    : null,
  claim: row.claim ? { ...row.claim, content: row.claim.content ?? null } : null,
  disputed: row.disputed ?? null,
  result: row.result ?? null,
  gradingAt: row.gradingAt ?? null,
  scoredAt: row.scoredAt ?? null,
});

/** The stored event in an image of the stream. */
export const eventOfImage = (image: Image): StoredEvent => stored(eventEntity().parse({ Item: image as never }).data as Row);

/** Consistent; 1 RRU. */
export async function findEvent(eventId: EventId): Promise<StoredEvent | null> {
  const { data } = await read(eventId);
  return data ? stored(data) : null;
}

/** In any order; those that are not there are left out. 1 RRU each when consistent, else half. */
export async function findEvents(
  eventIds: readonly EventId[],
  { consistent = false } = {},
): Promise<ReadonlyMap<EventId, StoredEvent>> {
  const keys = [...new Set(eventIds)].map((eventId) => ({ eventId: eventId as string }));
  const rows = await batchAll(keys, (some) => eventEntity().get(some).go({ consistent, concurrency: 4 }));
  return new Map(rows.map((row) => [row.eventId as EventId, stored(row)]));
}

/** Which events these games are, by the provider's id. Consistent; 1 RRU each. */
export async function findProviderRefs(
  provider: string,
  providerGameIds: readonly string[],
): Promise<ReadonlyMap<string, EventId>> {
  const keys = providerGameIds.map((providerGameId) => ({ provider, providerGameId }));
  const rows = await batchAll(keys, (some) => providerRefEntity().get(some).go({ consistent: true, concurrency: 4 }));
  return new Map(rows.map(({ providerGameId, eventId }) => [providerGameId, eventId as EventId]));
}

/** Past every instant that a start can have, and past every id. */
const EVER = '9999';
const PAST_IDS = '~';

/**
 * Events of a league by start, from (inclusive) to (exclusive), then by id. From the index, so a second late; one query, about 0.5 RRU
 * for 30 of them.
 * @param after where the page before ended
 */
export async function leagueEvents(
  league: League,
  {
    from,
    to = EVER,
    after,
    limit,
  }: { from: string; to?: string; after?: Pick<EventKey, 'startsAt' | 'eventId'> | null; limit?: number },
): Promise<EventKey[]> {
  const first = after ? { startsAt: after.startsAt, eventId: `${after.eventId}${PAST_IDS}` } : { startsAt: from };
  const { data } = await eventEntity()
    .query.byStart({ league })
    .between(first, { startsAt: to })
    .go(limit === undefined ? { pages: 'all' } : { limit });
  return data as EventKey[];
}

/** One transaction: the event, its first start, its lock, and the game that it is. @returns false when the game is an event already */
export async function insertEvent(event: StoredEvent): Promise<boolean> {
  const { eventId, startsAt, provider, providerGameId } = event;
  const { lockedThrough, decision, claim, disputed, result, gradingAt, scoredAt, ...row } = event;
  const refused = await transact({
    ref: part({ ref: providerRefEntity() }, ({ ref: entity }) => [entity.create({ provider, providerGameId, eventId }).commit()]),
    event: part({ event: eventEntity() }, ({ event: entity }) => [entity.create(row).commit()]),
    start: part({ start: eventStartEntity() }, ({ start }) => [
      start.create({ eventId, version: 1, startsAt, recordedAt: event.seenAt }).commit(),
    ]),
    lock: newLockPart(eventId, startsAt),
  });
  return refused.size === 0;
}

/**
 * One transaction: the facts that are new, the event as it now stands, and its lock where the start moved. At most 12 items.
 * @param before the event that the change was decided from
 * @param until by when, see transact()
 * @returns false when somebody changed it in between; nothing was written then
 */
export async function commitChange(
  before: StoredEvent,
  change: Change,
  source: string,
  now: Date,
  until?: number,
): Promise<boolean> {
  const refused = await transact(changeParts(before, change, { source }, now.toISOString()), until);
  return refused.size === 0;
}

/** What an admin's decision writes into the event beside the facts. */
interface Decided {
  readonly decision: StandingDecision;
  /** Whether picks are graded anew. */
  readonly grades: boolean;
  /** Whether what the provider claims against it has been heard. */
  readonly heard: boolean;
}

/** The same to put into a larger transaction. */
export function changeParts(
  before: StoredEvent,
  change: Change | null,
  { source, reason }: { source: string; reason?: string },
  recordedAt: string,
  decided: Decided | null = null,
) {
  const { eventId } = before;
  const { start, result, state } = change ?? {};
  return {
    event: eventPart(before, change, recordedAt, decided),
    start: start
      ? part({ row: eventStartEntity() }, ({ row }) => [
          row.create({ eventId, version: start.version, startsAt: start.startsAt, recordedAt }).commit(),
        ])
      : null,
    result: result
      ? part({ row: eventResultEntity() }, ({ row }) => [
          row.create({ eventId, ...result, details: result.details ?? undefined, source, reason, recordedAt }).commit(),
        ])
      : null,
    state: state
      ? part({ row: eventStateEntity() }, ({ row }) => [row.create({ eventId, ...state, source, recordedAt }).commit()])
      : null,
    lock: start ? movedLockPart(eventId, start.startsAt, start.lockedThrough) : null,
  };
}

function eventPart(before: StoredEvent, change: Change | null, at: string, decided: Decided | null): Part {
  const { start, result, state } = change ?? {};
  const grades = decided ? decided.grades : change !== null && canGrade(change);
  return part({ event: eventEntity() }, ({ event }) => {
    const changed = event.patch({ eventId: before.eventId }).set({
      ...(start && { startsAt: start.startsAt, startVersion: start.version }),
      ...(start?.lockedThrough && { lockedThrough: start.lockedThrough }),
      ...(result && { result: copyOf(result, at) }),
      ...(state && { state: state.state, stateVersion: state.version }),
      ...(change?.scored && { scoredAt: at }),
      ...(change?.pinned && { pinned: true }),
      ...(decided && { decision: { ...decided.decision, confirmedBy: decided.decision.confirmedBy ?? undefined } }),
      ...(decided && !decided.heard && before.claim && { claim: forgotten(before.claim) }),
      ...(grades && { gradingVersion: before.gradingVersion + 1, gradingAt: at }),
    });
    if (!decided) return [changed.where((attr, op) => op.eq(attr.gradingVersion, before.gradingVersion)).commit()];
    return [
      changed
        .remove(['disputed'])
        .where((attr, op) => {
          const dispute = before.disputed === null ? op.notExists(attr.disputed) : op.eq(attr.disputed, before.disputed);
          return `${op.eq(attr.gradingVersion, before.gradingVersion)} AND ${dispute}`;
        })
        .commit(),
    ];
  });
}

/** What the event itself carries of a result. */
const copyOf = ({ version, home, away, content, details }: NonNullable<Change['result']>, recordedAt: string) => ({
  version,
  home,
  away,
  content,
  recordedAt,
  ...(details && { detailed: true }),
});

/** A claim of which another like it would be heard anew. */
const forgotten = ({ number, home, away, recordedAt }: StandingClaim) => ({ number, home, away, recordedAt });

/**
 * Marks that the passing of this start has been announced; the lock itself is the condition in a pick's write. One write, 2 WRU.
 * @returns whether this call marked it: false when it stood already, when the start has changed, or when it has not passed
 */
export const markLocked = (eventId: EventId, startVersion: number, now: Date): Promise<boolean> =>
  conditionHeld(
    eventEntity()
      .patch({ eventId })
      .set({ lockedVersion: startVersion })
      .where(
        (attr, op) =>
          `${op.eq(attr.startVersion, startVersion)} AND ${op.lt(attr.lockedVersion, startVersion)} AND ${op.lte(attr.startsAt, now.toISOString())}`,
      )
      .go(),
  );

/** Marks that the picks were graded once more at this grading version. One write, 2 WRU. */
export const markSwept = (eventId: EventId, gradingVersion: number): Promise<boolean> =>
  conditionHeld(
    eventEntity()
      .patch({ eventId })
      .set({ sweptVersion: gradingVersion })
      .where((attr, op) => op.lt(attr.sweptVersion, gradingVersion))
      .go(),
  );

/**
 * Every start, result and state that an event had, oldest first. Three queries at once, 1 RRU each, more where results have details.
 */
export async function eventVersions(eventId: EventId) {
  const all = { consistent: true, pages: 'all' } as const;
  const [starts, results, states] = await Promise.all([
    eventStartEntity().query.primary({ eventId }).go(all),
    eventResultEntity().query.primary({ eventId }).go(all),
    eventStateEntity().query.primary({ eventId }).go(all),
  ]);
  return { starts: starts.data, results: results.data, states: states.data };
}
export type EventVersions = Awaited<ReturnType<typeof eventVersions>>;

/** The details of one version of a result beyond its score. Consistent; 1 RRU per 4 KB. */
export async function detailsOfResult(eventId: EventId, version: number): Promise<ResultDetails | null> {
  const { data } = await eventResultEntity().get({ eventId, version }).go({ consistent: true });
  return (data?.details as ResultDetails | undefined) ?? null;
}

/** What a claim of the provider writes into an event: the newest claim, and the hash of what is disputed. */
interface ClaimMark {
  readonly claim: { readonly number: number; readonly home: number; readonly away: number; readonly recordedAt: string };
  readonly content: string;
}

/** Refused when an admin decided, or another claim came, since `gradingVersion` was read. */
export const disputedPart = ({ eventId, gradingVersion }: StoredEvent, { claim, content }: ClaimMark): Part =>
  part({ event: eventEntity() }, ({ event }) => [
    event
      .patch({ eventId })
      .set({ claim: { ...claim, content }, disputed: content })
      .where((attr, op) => op.eq(attr.gradingVersion, gradingVersion))
      .commit(),
  ]);

/** The provider agrees after all: nothing is disputed, and the same claim would be news again. One write, 2 WRU. */
export const settleClaim = ({ eventId, gradingVersion }: StoredEvent, claim: StandingClaim): Promise<boolean> =>
  conditionHeld(
    eventEntity()
      .patch({ eventId })
      .set({ claim: forgotten(claim) })
      .remove(['disputed'])
      .where((attr, op) => `${op.eq(attr.gradingVersion, gradingVersion)} AND ${op.eq(attr.claim.number, claim.number)}`)
      .go(),
  );

/** Events of all leagues that start from (inclusive) to (exclusive), in ISO 8601; a second late, being from the index. */
export async function eventsStarting(from: string, to: string): Promise<EventKey[]> {
  const leagues = await Promise.all(LEAGUE_NAMES.map((league) => leagueEvents(league, { from, to })));
  return leagues.flat();
}
