import { batchAll } from '#data/batch';
import type { Item } from '#data/entity';
import { shardOf } from '#data/shard';
import { type Part, part } from '#data/transaction';
import type { EventId, PickId, UserId } from '#schemas/common';
import { type CounterChange, countersAre } from './item-counts.ts';
import { legEntity } from './leg.entity.ts';
import { opinionOf } from './opinion.ts';
import { outcomeEntity } from './outcome.entity.ts';
import { pickEntity } from './pick.entity.ts';
import { facetsOf, type Phase, phaseOf } from './pick-facets.ts';
import { pickReviewEntity } from './pick-review.entity.ts';
import { SHARDS } from './pick-rules.ts';
import { revisionEntity } from './revision.entity.ts';
import { termsAttributes } from './terms-attributes.ts';

/** A pick as use cases see one: the facets and the phase serve lists only. */
export type StoredPick = Omit<Item<typeof pickEntity>, 'facets' | 'phase'> & { pickId: PickId; authorId: UserId };
/** The pick in a row of the table. */
export const storedPick = (row: Item<typeof pickEntity>): StoredPick => row as unknown as StoredPick;
export type StoredLeg = StoredPick['legs'][number];
export type StoredProof = NonNullable<StoredPick['proofs']>[number];
export type StoredRevision = Item<typeof revisionEntity>;
export type StoredOutcome = Item<typeof outcomeEntity>;
export type StoredReview = Item<typeof pickReviewEntity>;

/** 1 RRU for a pick of up to 4 KB, half of it when not consistent. */
export async function pickById(pickId: string, { consistent = true } = {}): Promise<StoredPick | null> {
  const { data } = await pickEntity().get({ pickId }).go({ consistent });
  return data && storedPick(data);
}

/** Picks in the order of their ids, without those that do not exist. One BatchGet per 100; 1 RRU each, half of it when not consistent. */
export async function picksByIds(pickIds: readonly string[], { consistent = true } = {}): Promise<StoredPick[]> {
  const keys = [...new Set(pickIds)].map((pickId) => ({ pickId: pickId as string }));
  const rows = await batchAll(keys, (some) => pickEntity().get(some).go({ consistent }));
  const picks = new Map(rows.map((row) => [row.pickId, storedPick(row)]));
  return pickIds.flatMap((pickId) => picks.get(pickId) ?? []);
}

/**
 * Picks of a list, without those that do not exist. The reader's own are read consistently, so that a change of theirs shows to them at
 * once; the others may be a moment old.
 */
export async function listedPicks(listed: readonly ListedPick[], reader: UserId | null): Promise<StoredPick[]> {
  const ids = (own: boolean) => listed.flatMap(({ pickId, authorId }) => ((authorId === reader) === own ? [pickId] : []));
  const [own, others] = await Promise.all([picksByIds(ids(true)), picksByIds(ids(false), { consistent: false })]);
  return [...own, ...others];
}

export const revisionsOf = async (pickId: string): Promise<StoredRevision[]> =>
  (await revisionEntity().query.primary({ pickId }).go({ pages: 'all', consistent: true })).data;

/**
 * The newest revisions before the one numbered `before`, newest first. Eventually consistent unless said otherwise; one query, 0.5 RRU per
 * 4 KB.
 */
export async function newestRevisions(
  pickId: string,
  before: number | null,
  limit: number,
  { consistent = false } = {},
): Promise<StoredRevision[]> {
  const query = revisionEntity().query.primary({ pickId });
  const { data } = await (before === null ? query : query.lt({ revision: before })).go({ order: 'desc', limit, consistent });
  return data;
}

export const outcomesOf = async (pickId: string, { consistent = true } = {}): Promise<StoredOutcome[]> =>
  (await outcomeEntity().query.primary({ pickId }).go({ pages: 'all', consistent })).data;

export const reviewsOf = async (pickId: string): Promise<StoredReview[]> =>
  (await pickReviewEntity().query.primary({ pickId }).go({ pages: 'all', consistent: true })).data;

/** The rows that list a pick under its events, in the order of their ids. Consistent; one BatchGet. */
export async function legsOf(pick: StoredPick): Promise<Item<typeof legEntity>[]> {
  const keys = eventsOf(pick).map((eventId) => ({
    authorId: pick.authorId as string,
    eventId: eventId as string,
    pickId: pick.pickId as string,
  }));
  const rows = await batchAll(keys, (some) => legEntity().get(some).go({ consistent: true }));
  return rows.toSorted((a, b) => (a.eventId < b.eventId ? -1 : 1));
}

/** A pick of an author on an event, with the question that it answers. */
export type ListedOpinion = Pick<Item<typeof legEntity>, 'pickId' | 'opinion'>;

/** The picks of an author on an event that are older than one of them, oldest first. Consistent; one query, 1 RRU. */
export const earlierOnEvent = async (authorId: string, eventId: EventId, pickId: string): Promise<ListedOpinion[]> =>
  (await legEntity().query.primary({ authorId, eventId }).lt({ pickId }).go({ pages: 'all', consistent: true })).data;

/** The newest outcome of each of these picks, by pick id; those without one are left out. One BatchGet per 100, 1 RRU each. */
export async function newestOutcomes(picks: readonly StoredPick[]): Promise<ReadonlyMap<string, StoredOutcome>> {
  const keys = picks
    .filter(({ outcomes }) => outcomes > 0)
    .map(({ pickId, outcomes }) => ({ pickId: pickId as string, version: outcomes }));
  const rows = await batchAll(keys, (some) => outcomeEntity().get(some).go({ consistent: true }));
  return new Map(rows.map((row) => [row.pickId, row]));
}

/** A pick as the index lists it. */
export interface ListedPick {
  readonly pickId: PickId;
  readonly authorId: UserId;
  readonly facets: readonly string[];
  /** Absent in an event's list. */
  readonly phase?: Phase;
}

/** An author's picks, newest first, after the pick `after`. One Query of the index, 0.5 RRU for some 9. */
export async function listedByAuthor(authorId: string, after: string | null, limit: number): Promise<ListedPick[]> {
  const query = pickEntity().query.byAuthor({ authorId });
  const { data } = await (after === null ? query : query.lt({ pickId: after })).go({ order: 'desc', limit });
  return data as unknown as ListedPick[];
}

/** The ids of the same. */
export const idsByAuthor = async (authorId: string, after: string | null, limit: number): Promise<PickId[]> =>
  (await listedByAuthor(authorId, after, limit)).map(({ pickId }) => pickId);

/** The facets of an author's newest picks. One Query of the index, 0.5 RRU for some 9. */
export const newestFacets = async (authorId: string, limit: number): Promise<(readonly string[])[]> =>
  (await listedByAuthor(authorId, null, limit)).map(({ facets }) => facets);

/**
 * The picks with a leg on an event, newest first, after the pick `after`. One Query for each of 8 shards, at the same time; each reads its
 * likely share, and once more where the newest picks happen to lie in a few shards. 4 RRU for 20.
 */
export async function listedOnEvent(eventId: string, after: string | null, limit: number): Promise<ListedPick[]> {
  const read = async (shard: number, from: string | null, count: number) => {
    const query = legEntity().query.byEvent({ eventId, shard });
    const { data } = await (from === null ? query : query.lt({ pickId: from })).go({ order: 'desc', limit: count });
    return { shard, rows: data as unknown as ListedPick[], mayGoOn: data.length === count };
  };
  const share = Math.min(limit, Math.ceil((1.5 * limit) / SHARDS) + 5);
  const first = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => read(shard, after, share)));
  const last = newest(first, limit).at(limit - 1)?.pickId ?? '';
  const short = first.filter(({ rows, mayGoOn }) => mayGoOn && (rows.at(-1)?.pickId ?? '') > last);
  const more = await Promise.all(short.map(({ shard, rows }) => read(shard, rows.at(-1)?.pickId ?? null, limit - rows.length)));
  return newest([...first, ...more], limit);
}

const newest = (shards: readonly { readonly rows: readonly ListedPick[] }[], limit: number): ListedPick[] =>
  shards
    .flatMap(({ rows }) => rows)
    .sort((a, b) => (a.pickId < b.pickId ? 1 : -1))
    .slice(0, limit);

/** One page of one shard of an event's picks, oldest first, for jobs that visit all of them. */
export async function pageOfShard(eventId: string, shard: number, after: string | null, limit: number): Promise<PickId[]> {
  const query = legEntity().query.byEvent({ eventId, shard });
  const { data } = await (after === null ? query : query.gt({ pickId: after })).go({ limit });
  return data.map(({ pickId }) => pickId as PickId);
}

/** The events of a pick's legs, each once. */
export const eventsOf = ({ legs }: Pick<StoredPick, 'legs'>): EventId[] => [
  ...new Set(legs.map(({ eventId }) => eventId as EventId)),
];

/** The rows that list a pick under its events. */
export const legRowsOf = (pick: StoredPick): Item<typeof legEntity>[] => {
  const { pickId, authorId } = pick;
  const row = { pickId, authorId, shard: shardOf(pickId, SHARDS), facets: facetsOf(pick), opinion: opinionOf(pick) };
  return eventsOf(pick)
    .toSorted()
    .map((eventId) => ({ ...row, eventId }));
};

/** Lists a pick under each of its events, as its first write did. */
export const legsPart = (pick: StoredPick): Part =>
  part({ legs: legEntity() }, ({ legs }) => legRowsOf(pick).map((leg) => legs.put(leg).commit()));

/** Refused when the pick has not exactly so many outcomes. */
export const outcomesPart = (pickId: string, outcomes: number): Part =>
  part({ picks: pickEntity() }, ({ picks }) => [
    picks
      .check({ pickId })
      .where((attr, op) => op.eq(attr.outcomes, outcomes))
      .commit(),
  ]);

/** A new pick, a row for each of its events, and its first revision. */
export const newPickPart = (pick: StoredPick): Part =>
  part({ picks: pickEntity(), legs: legEntity(), revisions: revisionEntity() }, ({ picks, legs, revisions }) => [
    picks.create({ ...pick, facets: facetsOf(pick), phase: phaseOf(pick) }).commit(),
    ...legRowsOf(pick).map((leg) => legs.create(leg).commit()),
    revisions.create(revisionOf(pick)).commit(),
  ]);

/**
 * Adds to the counters of a pick. Refused when there is no such pick, or, with `before`, when its counters are not as they were read.
 */
export const pickCountersPart = (pickId: string, change: CounterChange, before?: CounterChange): Part =>
  part({ picks: pickEntity() }, ({ picks }) => {
    const added = picks.patch({ pickId }).add(change);
    return [(before ? added.where((attr, op) => countersAre(before, attr, op)) : added).commit()];
  });

/** The next revision. Refused when the pick is not at the revision before, is withdrawn, or has an outcome. */
export const revisedPart = (pick: StoredPick): Part =>
  part({ picks: pickEntity(), revisions: revisionEntity() }, ({ picks, revisions }) => {
    const { pickId, revision, revisedAt, pricedAt, pricePolicy } = pick;
    const terms = termsOf(pick);
    return [
      picks
        .patch({ pickId })
        .set({ revision, revisedAt, pricedAt, pricePolicy, ...terms })
        .remove(OPTIONAL.filter((name) => terms[name] === undefined))
        .where(
          (attr, op) =>
            `${op.eq(attr.revision, revision - 1)} AND ${op.notExists(attr.withdrawnAt)} AND ${op.eq(attr.outcomes, 0)}`,
        )
        .commit(),
      revisions.create(revisionOf(pick)).commit(),
    ];
  });

/** A withdrawal. Refused when the pick is withdrawn or has an outcome. */
export const withdrawnPart = (pickId: string, withdrawnAt: string): Part =>
  part({ picks: pickEntity() }, ({ picks }) => [
    picks
      .patch({ pickId })
      .set({ withdrawnAt, phase: phaseOf({ withdrawnAt }) })
      .where((attr, op) => `${op.notExists(attr.withdrawnAt)} AND ${op.eq(attr.outcomes, 0)}`)
      .commit(),
  ]);

/**
 * Writes the proofs of a pick. Refused when they were changed since the pick was read; with `adds` also when it is withdrawn or has an
 * outcome. @param adds true for a new proof, false for what follows about one that was added
 */
export const proofsPart = ({ pickId, proofChanges = 0 }: StoredPick, proofs: StoredProof[], adds: boolean): Part =>
  part({ picks: pickEntity() }, ({ picks }) => [
    picks
      .patch({ pickId })
      .set({ proofs, proofChanges: proofChanges + 1 })
      .where((attr, op) =>
        [
          proofChanges === 0 ? op.notExists(attr.proofChanges) : op.eq(attr.proofChanges, proofChanges),
          ...(adds ? [op.notExists(attr.withdrawnAt), op.eq(attr.outcomes, 0)] : []),
        ].join(' AND '),
      )
      .commit(),
  ]);

/** Hides the words of a pick, its analysis and its book, from everybody, or with null shows them again. Refused when there is no such pick. */
export const hiddenWordsPart = (pickId: string, hiddenAt: string | null): Part =>
  part({ picks: pickEntity() }, ({ picks }) => {
    const pick = picks.patch({ pickId });
    return [(hiddenAt === null ? pick.remove(['wordsHiddenAt']) : pick.set({ wordsHiddenAt: hiddenAt })).commit()];
  });

/** The next outcome. Refused when the pick has another number of outcomes, is at another revision, or is withdrawn. */
export const outcomePart = (outcome: StoredOutcome, revision: number): Part =>
  part({ picks: pickEntity(), outcomes: outcomeEntity() }, ({ picks, outcomes }) => {
    const { pickId, version, authorId: _, stake: __, policyVersion: ___, writtenAt: ____, previous: _____, ...graded } = outcome;
    return [
      outcomes.create(outcome).commit(),
      picks
        .patch({ pickId })
        .set({ outcomes: version, outcome: graded, phase: phaseOf({ outcome }) })
        .where(
          (attr, op) =>
            `${op.eq(attr.outcomes, version - 1)} AND ${op.eq(attr.revision, revision)} AND ${op.notExists(attr.withdrawnAt)}`,
        )
        .commit(),
    ];
  });

/** The next review. Refused when the pick has another number of reviews, or of outcomes than its author saw. */
export const reviewPart = (review: StoredReview, outcomes: number): Part =>
  part({ picks: pickEntity(), reviews: pickReviewEntity() }, ({ picks, reviews }) => [
    reviews.create(review).commit(),
    picks
      .patch({ pickId: review.pickId })
      .set({ reviews: review.number })
      .where(
        (attr, op) =>
          `${op.eq(attr.reviews, review.number - 1)} AND ${op.eq(attr.outcomes, outcomes)} AND ${op.notExists(attr.withdrawnAt)}`,
      )
      .commit(),
  ]);

/** The part of a pick that its author states: the part that a revision keeps. */
export type PickTerms = Pick<StoredPick, keyof typeof termsAttributes>;
const TERMS = Object.keys(termsAttributes) as (keyof PickTerms)[];
const OPTIONAL = ['size', 'odds', 'teaserPrices', 'superTeaser', 'book', 'analysis', 'longAnalysis'] as const;
export const termsOf = (pick: PickTerms): PickTerms =>
  Object.fromEntries(TERMS.map((name) => [name, pick[name]])) as unknown as PickTerms;

const revisionOf = (pick: StoredPick): StoredRevision => ({
  pickId: pick.pickId,
  revision: pick.revision,
  at: pick.revisedAt,
  ...termsOf(pick),
});
