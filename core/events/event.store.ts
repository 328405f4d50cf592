import { batchAll } from '#data/batch';
import { conditionHeld, type Part, part, transact } from '#data/transaction';
import type { Image } from '#platform/projection';
import type { EventId, UserId } from '#schemas/common';
import type { ResultDetails } from '#schemas/settlement';
import type { League } from '#schemas/sports';
import { canGrade, type EventChange } from './change-rules.ts';
import { withoutHash } from './dispute.store.ts';
import { eventEntity } from './event.entity.ts';
import type { EventNames, EventResult, StandingDecision, StoredEvent } from './event-facts.ts';
import { eventResultEntity } from './event-result.entity.ts';
import { eventStartEntity } from './event-start.entity.ts';
import { eventStateEntity } from './event-state.entity.ts';
import { rememberLeague } from './known-leagues.ts';
import { movedLockPart, newLockPart } from './lock.store.ts';
import { type Pairing, pairingPart } from './pairing.store.ts';
import { refPart } from './provider-ref.store.ts';
import { sweepAtOf } from './sweep-rules.ts';

/** An event as the index lists it. */
export interface EventKey {
  readonly eventId: EventId;
  readonly league: League;
  readonly startsAt: string;
}

type EventRow = NonNullable<Awaited<ReturnType<typeof read>>['data']>;
const read = (eventId: string) => eventEntity().get({ eventId }).go({ consistent: true });

/** The names as they are stored: an event made before there were titles has two sides. */
const storedNames = ({ home = '', away = '', title }: Partial<Record<'home' | 'away' | 'title', string>>): EventNames =>
  title === undefined ? { home, away, title: null } : { home: null, away: null, title };

/** A score that is stored; one of a field is absent. */
export const storedScore = ({ home, away }: Partial<Record<'home' | 'away', number>>): Pick<EventResult, 'home' | 'away'> => ({
  home: home ?? null,
  away: away ?? null,
});

/** An event as it is stored. */
export const stored = (row: EventRow): StoredEvent => ({
  ...row,
  ...storedNames(row),
  eventId: row.eventId as EventId,
  lockedThrough: row.lockedThrough ?? null,
  decision: row.decision
    ? { ...row.decision, by: row.decision.by as UserId, confirmedBy: (row.decision.confirmedBy as UserId | undefined) ?? null }
    : null,
  claim: row.claim ? { ...row.claim, contentHash: row.claim.contentHash ?? null } : null,
  disputedHash: row.disputedHash ?? null,
  result: row.result ? { ...row.result, ...storedScore(row.result) } : null,
  gradingAt: row.gradingAt ?? null,
  scoredAt: row.scoredAt ?? null,
  doubt: row.doubt ?? null,
});

/** The stored event in an image of the stream. */
export const eventOfImage = (image: Image): StoredEvent => stored(eventEntity().parse({ Item: image as never }).data as EventRow);

/** One event; null for an unknown id. Consistent; 1 RRU. */
export async function findEvent(eventId: EventId): Promise<StoredEvent | null> {
  const { data } = await read(eventId);
  return data ? stored(data) : null;
}

/** Events by id, without unknown ones. 1 RRU each when consistent, else half. */
export async function findEvents(
  eventIds: readonly EventId[],
  { consistent = false } = {},
): Promise<ReadonlyMap<EventId, StoredEvent>> {
  const keys = [...new Set(eventIds)].map((eventId) => ({ eventId: eventId as string }));
  const rows = await batchAll(keys, (some) => eventEntity().get(some).go({ consistent, concurrent: 4 }));
  const events = rows.map(stored);
  for (const event of events) rememberLeague(event);
  return new Map(events.map((event) => [event.eventId, event]));
}

/** Sorts after every start. */
const EVER = '9999';
/** Sorts after every id. */
const PAST_IDS = '~';

/**
 * Events of a league by start and then id. `from` is inclusive, `to` exclusive. The index lags by up to a second. One query, about 0.5 RRU
 * for 30 events.
 * @param after the last event of the page before
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

/** The row of an event that nobody has decided and that has no result yet. */
export function newRow(event: StoredEvent) {
  const { lockedThrough, decision, claim, disputedHash, result, gradingAt, scoredAt, doubt, ...row } = event;
  const { home, away, title, providerGameIds } = row;
  return {
    ...{ ...row, providerGameIds: [...providerGameIds] },
    ...{ home: home ?? undefined, away: away ?? undefined, title: title ?? undefined },
  };
}

/**
 * Writes an event, its first start, its lock, the reference of its game and its place in the pairing in one transaction of 12 items.
 * @returns the names of what was refused: `ref` when the game is an event already, `pairing` when the pairing has changed since it was read
 */
export async function insertEvent(event: StoredEvent, pairing: Pairing): Promise<ReadonlySet<string>> {
  const { eventId, startsAt, providerGameIds } = event;
  return transact({
    ref: refPart(event, providerGameIds[0] as string),
    pairing: pairingPart(pairing, eventId),
    event: part({ event: eventEntity() }, ({ event: entity }) => [entity.create(newRow(event)).commit()]),
    start: part({ start: eventStartEntity() }, ({ start }) => [
      start.create({ eventId, version: 1, startsAt, recordedAt: event.seenAt }).commit(),
    ]),
    lock: newLockPart(eventId, startsAt),
  });
}

/**
 * Writes the new facts of a change, the event, and its lock if the start moved, in one transaction of at most 12 items.
 * @param before the event from which the change was decided
 * @param until see transact()
 * @returns false when another writer changed the event in between; nothing was written then
 */
export async function commitChange(
  before: StoredEvent,
  change: EventChange,
  source: string,
  now: Date,
  until?: number,
): Promise<boolean> {
  const refused = await transact(changeParts(before, change, { source }, now.toISOString()), until);
  return refused.size === 0;
}

/** The part of an admin's decision that is written into the event beside its facts. */
interface DecisionMark {
  readonly decision: StandingDecision;
  /** True when the decision raises the grading version, so that picks are graded anew. */
  readonly grades: boolean;
  /** True when the decision answers the provider's claim. Otherwise an equal claim counts as new again. */
  readonly answersClaim: boolean;
}

/** The parts of commitChange(), for a larger transaction. */
export function changeParts(
  before: StoredEvent,
  change: EventChange | null,
  { source, reason }: { source: string; reason?: string },
  recordedAt: string,
  decided: DecisionMark | null = null,
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
          row
            .create({
              ...{ eventId, ...result, source, reason, recordedAt },
              home: result.home ?? undefined,
              away: result.away ?? undefined,
              details: result.details ?? undefined,
            })
            .commit(),
        ])
      : null,
    state: state
      ? part({ row: eventStateEntity() }, ({ row }) => [row.create({ eventId, ...state, source, recordedAt }).commit()])
      : null,
    lock: start ? movedLockPart(eventId, start.startsAt, start.lockedThrough) : null,
  };
}

function eventPart(before: StoredEvent, change: EventChange | null, at: string, decided: DecisionMark | null): Part {
  const { start, result, state } = change ?? {};
  const grades = decided ? decided.grades : change !== null && canGrade(change);
  return part({ event: eventEntity() }, ({ event }) => {
    const set = event.patch({ eventId: before.eventId }).set({
      ...(start && { startsAt: start.startsAt, startVersion: start.version }),
      ...(start?.lockedThrough && { lockedThrough: start.lockedThrough }),
      ...(result && { result: copyOf(result, at) }),
      ...(state && { state: state.state, stateVersion: state.version }),
      ...(change?.scored && { scoredAt: at }),
      ...(change?.pinned && { pinned: true }),
      ...(change?.doubt?.is && { doubt: change.doubt.is }),
      ...(decided && { decision: { ...decided.decision, confirmedBy: decided.decision.confirmedBy ?? undefined } }),
      ...(decided && !decided.answersClaim && before.claim && { claim: withoutHash(before.claim) }),
      ...(grades && graded(before, start ?? before, at)),
    });
    const changed = change?.doubt?.is === null ? set.remove(['doubt']) : set;
    if (!decided) {
      return [
        changed
          .where((attr, op) => {
            const doubt = before.doubt === null ? op.notExists(attr.doubt) : op.eq(attr.doubt, before.doubt);
            return `${op.eq(attr.gradingVersion, before.gradingVersion)} AND ${doubt}`;
          })
          .commit(),
      ];
    }
    return [
      changed
        .remove(['disputedHash'])
        .where((attr, op) => {
          const dispute =
            before.disputedHash === null ? op.notExists(attr.disputedHash) : op.eq(attr.disputedHash, before.disputedHash);
          return `${op.eq(attr.gradingVersion, before.gradingVersion)} AND ${dispute}`;
        })
        .commit(),
    ];
  });
}

/** A new grading version, and the sweep that looks after it. */
function graded(before: StoredEvent, { startsAt }: { readonly startsAt: string }, at: string) {
  const version = { gradingVersion: before.gradingVersion + 1, gradingAt: at };
  const startVersion = before.startVersion + (startsAt === before.startsAt ? 0 : 1);
  return { ...version, sweepAt: sweepAtOf({ ...before, ...version, startsAt, startVersion }) };
}

/** A result as the event itself carries it. */
const copyOf = ({ version, home, away, contentHash, details }: NonNullable<EventChange['result']>, recordedAt: string) => ({
  version,
  home: home ?? undefined,
  away: away ?? undefined,
  contentHash,
  recordedAt,
  ...(details && { detailed: true }),
});

/**
 * Marks that the passing of a start has been announced. It locks no pick: the lock is a condition in each pick's write. 2 WRU.
 * @returns false when it was marked before, when the start has changed, or when the start has not passed
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

/** Every start, result and state of an event, oldest first. Three concurrent queries, 1 RRU each, more for results with details. */
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

/** The details of one version of a result; null for none. Consistent; 1 RRU per 4 KB. */
export async function detailsOfResult(eventId: EventId, version: number): Promise<ResultDetails | null> {
  const { data } = await eventResultEntity().get({ eventId, version }).go({ consistent: true });
  return (data?.details as ResultDetails | undefined) ?? null;
}
