/**
 * Reactions and comments are added to the counters of their item, all of a batch together.
 * Replay contract: a row keeps what the counters contain of it (`counted`). One transaction adds the difference to what stands and notes
 * it, on condition that the row is as the record shows it; so a record that comes again, or late, finds another row and adds nothing. A row
 * that has changed since has a newer record on its way. Everything can be rebuilt from the rows (*.upkeep.ts).
 */
import { type CounterChange, type CounterName, counterOf, pickCountersPart } from '#core/picks';
import { type Part, transact } from '#data/transaction';
import { mapConcurrently } from '#platform/map-concurrently';
import { batchProjection } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { commentOfImage, countedCommentPart, type StoredComment, stands } from './comment.store.ts';
import { type ItemRef, itemRef } from './item-ref.ts';
import { postCountersPart } from './post.store.ts';
import { countedReactionPart, reactionOfImage, type StoredReaction } from './reaction.store.ts';

/** Rows of one transaction: with the counters and one item more it has 100. */
const MOST_ROWS = 98;
/** Items whose counters are written at the same time. */
const AT_ONCE = 10;

/** A row that an item's counters do not contain as it stands. */
export interface Uncounted {
  readonly item: ItemRef;
  readonly ownerId: UserId;
  readonly userId: UserId;
  readonly change: CounterChange;
  /** True for the first reaction of a person to an item. */
  readonly isFirst: boolean;
  readonly part: () => Part;
  /** Names the row among those of its item. */
  readonly key: string;
}

/** The rows of one item that one transaction counts. */
export interface CountedTogether {
  readonly item: ItemRef;
  readonly ownerId: UserId;
  /** People whose first reaction to the item is among them. A person is in it once, and never again for the item. */
  readonly newcomers: readonly UserId[];
}

/** A part of one item that is written with the counters of an item; null for none. It bears what the transaction bears. */
export type BesideCounters = (counted: CountedTogether, now: Date) => Promise<Part | null>;

/** The reaction's difference between what stands and what is counted; null for none. */
export function uncountedReaction(reaction: StoredReaction): Uncounted | null {
  const { itemType, itemId, ownerId, userId, on, counted } = reaction;
  const change: CounterChange = {
    ...Object.fromEntries(on.filter((name) => !counted.includes(name)).map((name) => [counterOf(name), 1])),
    ...Object.fromEntries(counted.filter((name) => !on.includes(name)).map((name) => [counterOf(name), -1])),
  };
  if (Object.keys(change).length === 0) return null;
  const part = () => countedReactionPart(reaction);
  return { item: itemRef(itemType, itemId), ownerId, userId, change, isFirst: reaction.everCounted !== true, part, key: userId };
}

/** The comment's difference between whether it stands and whether it is counted; null for none. */
export function uncountedComment(comment: StoredComment): Uncounted | null {
  const { itemType, itemId, ownerId, authorId: userId, commentId: key, counted } = comment;
  const by = (stands(comment) ? 1 : 0) - counted;
  if (by === 0) return null;
  const part = () => countedCommentPart(comment);
  return { item: itemRef(itemType, itemId), ownerId, userId, change: { commentCount: by }, isFirst: false, part, key };
}

/** @param beside a further item of each transaction, such as a bucket of what is trending */
export const countReactions = (beside?: BesideCounters) =>
  batchProjection({
    name: 'count-reactions',
    entity: 'reaction',
    row: reactionOfImage,
    when: ({ after }) => after && uncountedReaction(after),
    runAll: (rows, now) => countAll(rows, beside, now),
  });

/** Comments are counted without a further item. */
export const countComments = batchProjection({
  name: 'count-comments',
  entity: 'comment',
  row: commentOfImage,
  when: ({ after }) => after && uncountedComment(after),
  runAll: (rows, now) => countAll(rows, undefined, now),
});

/** @param rows in the order of the stream: of one row's records the last one counts */
async function countAll(rows: readonly Uncounted[], beside: BesideCounters | undefined, now: Date): Promise<void> {
  const newest = [...new Map(rows.map((row) => [`${row.item.id} ${row.key}`, row])).values()];
  const items = [...Map.groupBy(newest, ({ item }) => item.id).values()];
  await mapConcurrently(items, AT_ONCE, async (all) => {
    // One after the other: they write the same counters.
    for (const some of chunks(all)) await countTogether(some, beside, now);
  });
}

const chunks = (rows: readonly Uncounted[]): Uncounted[][] =>
  Array.from({ length: Math.ceil(rows.length / MOST_ROWS) }, (_, i) => rows.slice(i * MOST_ROWS, (i + 1) * MOST_ROWS));

/** Counts rows of one item. Rows that are not as their records show them are left to their newer records. */
export async function countTogether(rows: readonly Uncounted[], beside: BesideCounters | undefined, now: Date): Promise<void> {
  for (let left = rows; left.length > 0; ) {
    const refused = await transact(await partsOf(left, beside, now));
    // An item that is gone has no counters.
    if (refused.size === 0 || refused.has(COUNTERS_OF)) return;
    const others = left.filter(({ key }) => !refused.has(key));
    if (others.length === left.length) throw new Error('the item beside the counters was refused');
    left = others;
  }
}

const COUNTERS_OF = 'counters of the item';

async function partsOf(
  rows: readonly Uncounted[],
  beside: BesideCounters | undefined,
  now: Date,
): Promise<Record<string, Part | null>> {
  const [{ item, ownerId } = never()] = rows;
  const newcomers = rows.filter(({ isFirst }) => isFirst).map(({ userId }) => userId);
  return {
    ...Object.fromEntries(rows.map(({ key, part }) => [key, part()])),
    [COUNTERS_OF]: countersPart(item, sumOf(rows)),
    beside: beside && newcomers.length > 0 ? await beside({ item, ownerId, newcomers }, now) : null,
  };
}

const never = (): never => {
  throw new Error('a transaction of no rows');
};

/** Adds to an item's counters. Null for nothing to add. */
export const countersPart = (item: ItemRef, change: CounterChange, before?: CounterChange): Part | null => {
  if (Object.keys(change).length === 0) return null;
  return item.type === 'pick' ? pickCountersPart(item.id, change, before) : postCountersPart(item.id, change, before);
};

/** The sum of changes, without counters that do not change. */
export function sumOf(rows: readonly { readonly change: CounterChange }[]): CounterChange {
  const sum = new Map<CounterName, number>();
  for (const { change } of rows)
    for (const [name, by] of Object.entries(change) as [CounterName, number][]) sum.set(name, (sum.get(name) ?? 0) + by);
  return Object.fromEntries([...sum].filter(([, by]) => by !== 0));
}
