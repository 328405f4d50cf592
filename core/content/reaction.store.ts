import { batchAll } from '#data/batch';
import { shardOf } from '#data/shard';
import { type Part, part } from '#data/transaction';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import type { ReactionName } from '#schemas/item-counts';
import type { ItemRef } from './item-ref.ts';
import { ownMarksEntity } from './own-marks.entity.ts';
import { type ReactionRow, reactionEntity } from './reaction.entity.ts';

const SHARDS = 4;

/** A person's reactions to an item. */
export interface StoredReaction extends Omit<ReactionRow, 'on' | 'counted'> {
  readonly userId: UserId;
  readonly ownerId: UserId;
  readonly on: readonly ReactionName[];
  readonly counted: readonly ReactionName[];
}
const namesIn = (names: ReactionRow['on']): ReactionName[] => [...(names ?? [])].toSorted() as ReactionName[];
const storedReaction = (row: ReactionRow): StoredReaction =>
  ({ ...row, on: namesIn(row.on), counted: namesIn(row.counted) }) as unknown as StoredReaction;

/** The stored reactions in an image of the stream. */
export const reactionOfImage = (image: Image): StoredReaction =>
  storedReaction(reactionEntity().parse({ Item: image as never }).data as ReactionRow);

const keyOf = (itemId: string, userId: string) => ({ itemId, shard: shardOf(userId, SHARDS), userId });

/** Adds a reaction, to the item's rows and to the person's own: 4 WRU. Writes the same when it stands already. */
export const reactPart = ({ type, id }: ItemRef, ownerId: UserId, userId: UserId, name: ReactionName, now: Date): Part =>
  part({ reactions: reactionEntity(), own: ownMarksEntity() }, ({ reactions, own }) => {
    const row = { itemType: type, ownerId };
    return [
      reactions
        .update(keyOf(id, userId))
        .set(row)
        .data((attr, op) => op.ifNotExists(attr.since, now.toISOString()))
        .add({ on: [name] })
        .commit(),
      own
        .update({ userId, itemId: id })
        .set(row)
        .add({ reactions: [name] })
        .commit(),
    ];
  });

/** Takes a reaction back, from both rows: 4 WRU. Refused when the person has never reacted to the item. */
export const unreactPart = ({ id }: ItemRef, userId: UserId, name: ReactionName): Part =>
  part({ reactions: reactionEntity(), own: ownMarksEntity() }, ({ reactions, own }) => [
    reactions
      .patch(keyOf(id, userId))
      .delete({ on: [name] })
      .commit(),
    own
      .patch({ userId, itemId: id })
      .delete({ reactions: [name] })
      .commit(),
  ]);

/**
 * Notes the names that the item's counters contain once this is written: those that stand. Refused when the row is not as it was read.
 * 2 WRU.
 */
export const countedReactionPart = (reaction: StoredReaction): Part =>
  part({ reactions: reactionEntity() }, ({ reactions }) => {
    const { itemId, userId, on } = reaction;
    const row = reactions.patch(keyOf(itemId, userId)).set({ everCounted: true });
    const written = on.length > 0 ? row.set({ counted: [...on] }) : row.remove(['counted']);
    return [written.where(isAs(reaction)).commit()];
  });

/** The condition that a row is as it was read. */
function isAs({ on, counted, everCounted }: StoredReaction) {
  const names = { on, counted };
  return (attributes: object, operations: object): string => {
    const of = attributes as Readonly<Record<'on' | 'counted' | 'everCounted', never>>;
    const is = operations as { eq(attribute: never, value: unknown): string; notExists(attribute: never): string };
    const holds = (name: 'on' | 'counted') =>
      names[name].length > 0 ? is.eq(of[name], new Set(names[name])) : is.notExists(of[name]);
    const ever = everCounted ? is.eq(of.everCounted, true) : is.notExists(of.everCounted);
    return [holds('on'), holds('counted'), ever].join(' AND ');
  };
}

/** Deletes a person's reactions to an item. Refused when the row is not as it was read. */
export const erasedReactionPart = (reaction: StoredReaction): Part =>
  part({ reactions: reactionEntity() }, ({ reactions }) => [
    reactions.delete(keyOf(reaction.itemId, reaction.userId)).where(isAs(reaction)).commit(),
  ]);

/** A person's reactions to an item; null for none ever. Consistent; 1 RRU. */
export async function reactionOf(itemId: string, userId: string): Promise<StoredReaction | null> {
  const { data } = await reactionEntity().get(keyOf(itemId, userId)).go({ consistent: true });
  return data && storedReaction(data);
}

/** The reactions of these people to an item, of those who ever reacted. Consistent; 1 RRU each. */
export async function reactionsBy(itemId: string, userIds: readonly UserId[]): Promise<StoredReaction[]> {
  const rows = await batchAll(
    [...new Set(userIds)].map((userId) => keyOf(itemId, userId)),
    (some) => reactionEntity().get(some).go({ consistent: true }),
  );
  return rows.map(storedReaction);
}

/**
 * Reactions to an item in the order of the people's ids, after the person `after`. One Query for each of 4 partitions, at the same time:
 * 0.5 RRU each for some 20 people.
 */
export async function reactionsTo(
  itemId: string,
  after: string | null,
  count: number,
  { consistent = false } = {},
): Promise<StoredReaction[]> {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, async (_, shard) => {
      const query = reactionEntity().query.primary({ itemId, shard });
      return (await (after === null ? query : query.gt({ userId: after })).go({ limit: count, consistent })).data;
    }),
  );
  return shards
    .flat()
    .map(storedReaction)
    .toSorted((a, b) => (a.userId < b.userId ? -1 : 1))
    .slice(0, count);
}
