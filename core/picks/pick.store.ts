import { batchAll } from '#data/batch';
import type { Item } from '#data/entity';
import { shardOf } from '#data/shard';
import { type Part, part } from '#data/transaction';
import type { EventId, PickId, UserId } from '#schemas/common';
import { legEntity } from './leg.entity.ts';
import { outcomeEntity } from './outcome.entity.ts';
import { pickEntity } from './pick.entity.ts';
import { pickReviewEntity } from './pick-review.entity.ts';
import { SHARDS } from './pick-rules.ts';
import { revisionEntity } from './revision.entity.ts';
import { termsAttributes } from './terms-attributes.ts';

export type StoredPick = Item<typeof pickEntity> & { pickId: PickId; authorId: UserId };
export type StoredLeg = StoredPick['legs'][number];
export type StoredRevision = Item<typeof revisionEntity>;
export type StoredOutcome = Item<typeof outcomeEntity>;
export type StoredReview = Item<typeof pickReviewEntity>;

/** Consistent; 1 RRU for a pick of up to 4 KB. */
export async function pickById(pickId: string): Promise<StoredPick | null> {
  const { data } = await pickEntity().get({ pickId }).go({ consistent: true });
  return data as StoredPick | null;
}

/** Picks in the order of their ids, without those that do not exist. Consistent; one BatchGet per 100. */
export async function picksByIds(pickIds: readonly string[]): Promise<StoredPick[]> {
  const keys = [...new Set(pickIds)].map((pickId) => ({ pickId: pickId as string }));
  const rows = await batchAll(keys, (some) => pickEntity().get(some).go({ consistent: true }));
  const picks = new Map(rows.map((row) => [row.pickId, row as StoredPick]));
  return pickIds.flatMap((pickId) => picks.get(pickId) ?? []);
}

export const revisionsOf = async (pickId: string): Promise<StoredRevision[]> =>
  (await revisionEntity().query.primary({ pickId }).go({ pages: 'all' })).data;

export const outcomesOf = async (pickId: string): Promise<StoredOutcome[]> =>
  (await outcomeEntity().query.primary({ pickId }).go({ pages: 'all', consistent: true })).data;

export const reviewsOf = async (pickId: string): Promise<StoredReview[]> =>
  (await pickReviewEntity().query.primary({ pickId }).go({ pages: 'all', consistent: true })).data;

/** The events under which a pick is listed, in order. Consistent; one query. */
export async function legEventsOf(pickId: string): Promise<string[]> {
  const { data } = await legEntity().query.primary({ pickId }).go({ pages: 'all', consistent: true });
  return data.map(({ eventId }) => eventId).toSorted();
}

/** The newest outcome of each of these picks, by pick id; those without one are left out. One BatchGet per 100, 1 RRU each. */
export async function newestOutcomes(picks: readonly StoredPick[]): Promise<ReadonlyMap<string, StoredOutcome>> {
  const keys = picks
    .filter(({ outcomes }) => outcomes > 0)
    .map(({ pickId, outcomes }) => ({ pickId: pickId as string, version: outcomes }));
  const rows = await batchAll(keys, (some) => outcomeEntity().get(some).go({ consistent: true }));
  return new Map(rows.map((row) => [row.pickId, row]));
}

/** Ids of an author's picks, newest first, after the pick `after`. One Query of the index. */
export async function idsByAuthor(authorId: string, after: string | null, limit: number): Promise<PickId[]> {
  const query = pickEntity().query.byAuthor({ authorId });
  const { data } = await (after === null ? query : query.lt({ pickId: after })).go({ order: 'desc', limit });
  return data.map(({ pickId }) => pickId as PickId);
}

/** Ids of the picks with a leg on an event, newest first, after the pick `after`. One Query per shard, at the same time. */
export async function idsByEvent(eventId: string, after: string | null, limit: number): Promise<PickId[]> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      (after === null
        ? legEntity().query.byEvent({ eventId, shard })
        : legEntity().query.byEvent({ eventId, shard }).lt({ pickId: after })
      ).go({ order: 'desc', limit }),
    ),
  );
  return shards
    .flatMap(({ data }) => data.map(({ pickId }) => pickId as PickId))
    .sort()
    .reverse()
    .slice(0, limit);
}

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

const legRowsOf = (pick: StoredPick) =>
  eventsOf(pick).map((eventId) => ({ pickId: pick.pickId as string, eventId, shard: shardOf(pick.pickId, SHARDS) }));

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
    picks.create(pick).commit(),
    ...legRowsOf(pick).map((leg) => legs.create(leg).commit()),
    revisions.create(revisionOf(pick)).commit(),
  ]);

/** The next revision. Refused when the pick is not at the revision before, is withdrawn, or has an outcome. */
export const revisedPart = (pick: StoredPick): Part =>
  part({ picks: pickEntity(), revisions: revisionEntity() }, ({ picks, revisions }) => {
    const { pickId, revision, revisedAt } = pick;
    const terms = termsOf(pick);
    return [
      picks
        .patch({ pickId })
        .set({ revision, revisedAt, ...terms })
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
      .set({ withdrawnAt })
      .where((attr, op) => `${op.notExists(attr.withdrawnAt)} AND ${op.eq(attr.outcomes, 0)}`)
      .commit(),
  ]);

/** The next outcome. Refused when the pick has another number of outcomes, is at another revision, or is withdrawn. */
export const outcomePart = (outcome: StoredOutcome, revision: number): Part =>
  part({ picks: pickEntity(), outcomes: outcomeEntity() }, ({ picks, outcomes }) => {
    const { pickId, version, authorId: _, stake: __, policyVersion: ___, writtenAt: ____, previous: _____, ...graded } = outcome;
    return [
      outcomes.create(outcome).commit(),
      picks
        .patch({ pickId })
        .set({ outcomes: version, outcome: graded })
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
const OPTIONAL = ['size', 'odds', 'teaserPrices', 'superTeaser', 'book', 'analysis'] as const;
export const termsOf = (pick: PickTerms): PickTerms =>
  Object.fromEntries(TERMS.map((name) => [name, pick[name]])) as unknown as PickTerms;

const revisionOf = (pick: StoredPick): StoredRevision => ({
  pickId: pick.pickId,
  revision: pick.revision,
  at: pick.revisedAt,
  ...termsOf(pick),
});
