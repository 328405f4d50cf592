import * as z from 'zod';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { EventId, Instant, PickId, UserId } from '#schemas/common';
import { ItemType } from '#schemas/item-views';

const ItemId = z.uuidv7();

/** A reference in a message. */
const Ref = z.strictObject({
  type: ItemType,
  id: ItemId,
  authorId: UserId,
  hint: z
    .strictObject({
      userIds: z.array(UserId).readonly(),
      pickIds: z.array(PickId).readonly(),
      eventIds: z.array(EventId).readonly(),
    })
    .nullable(),
});

/** A message of the `feed-fanout` queue, for fanOut(). It may come twice, late, and in any order. */
export const FanOutMessage = z.discriminatedUnion('task', [
  /** Writes an item to the followers of its author after one of them, in the order of their ids. */
  z.strictObject({ task: z.literal('item'), ref: Ref, after: UserId.nullable() }),
  /** Brings a reader's feed to what the reader's follow of an author says now. */
  z.strictObject({ task: z.literal('follow'), readerId: UserId, authorId: UserId }),
  /** Writes the rows of a reader who came back at that instant. */
  z.strictObject({ task: z.literal('return'), readerId: UserId, returnedAt: Instant }),
]);
export type FanOutMessage = z.infer<typeof FanOutMessage>;

/**
 * A message of the `fan-out-large` queue, for markBig(). `itemId` is the item whose fan-out found the author to be big. Followers are visited
 * twice, the second time a minute later.
 */
export const MarkMessage = z.strictObject({
  authorId: UserId,
  itemId: ItemId,
  pass: z.union([z.literal(1), z.literal(2)]),
  after: UserId.nullable(),
});
export type MarkMessage = z.infer<typeof MarkMessage>;

/** @param delay seconds @throws when some were not taken; a caller that repeats all of them does no harm */
export const sendToFanOut = (messages: readonly FanOutMessage[], delay = 0): Promise<void> =>
  enqueue(env('FEED_FANOUT_QUEUE_URL'), messages, delay);

/** @param delay seconds */
export const sendToMarking = (message: MarkMessage, delay = 0): Promise<void> =>
  enqueue(env('FAN_OUT_LARGE_QUEUE_URL'), [message], delay);
