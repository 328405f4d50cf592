import { batchAll } from '#data/batch';
import { conditionHeld, type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { blockOf } from './log-rules.ts';
import { messageReactionsEntity, type StoredReactions } from './message-reactions.entity.ts';

const keyOf = (conversationId: string, seq: number) => ({ conversationId, block: blockOf(seq), seq });

/** The reactions to messages, without those that nobody reacted to. A Query for each 1,000 numbers, 0.5 RRU for some 100 reactions. */
export async function reactionsBetween(
  conversationId: string,
  first: number,
  last: number,
): Promise<Map<number, StoredReactions>> {
  const rows: StoredReactions[] = [];
  for (let block = blockOf(first); block <= blockOf(last); block++) {
    const { data } = await messageReactionsEntity()
      .query.primary({ conversationId, block })
      .between({ seq: first }, { seq: last })
      .go({ pages: 'all' });
    rows.push(...data);
  }
  return new Map(rows.map((row) => [row.seq, row]));
}

/** The reactions to one message; null for none. Consistent; 1 RRU per 4 KB. */
export async function reactionsTo(conversationId: string, seq: number): Promise<StoredReactions | null> {
  const { data } = await messageReactionsEntity().get(keyOf(conversationId, seq)).go({ consistent: true });
  return data;
}

/** Replaces the reactions to a message, or deletes those that nobody has left. */
export const reactionsPart = (conversationId: string, seq: number, by: StoredReactions['by']): Part =>
  part({ reactions: messageReactionsEntity() }, ({ reactions }) => [
    Object.keys(by).length > 0
      ? reactions.put({ ...keyOf(conversationId, seq), by }).commit()
      : reactions.delete(keyOf(conversationId, seq)).commit(),
  ]);

/** Deletes the reactions to messages. */
export const deleteReactions = (conversationId: string, seqs: readonly number[]): Promise<unknown> =>
  batchAll(
    seqs.map((seq) => keyOf(conversationId, seq)),
    async (some) => messageReactionsEntity().delete(some).go(),
  );

/** Sets the reactions to a message to what its log tells. @returns false when they have changed since they were read */
export const correctReactions = (
  conversationId: string,
  seq: number,
  { is, should }: { readonly is: StoredReactions['by']; readonly should: StoredReactions['by'] },
): Promise<boolean> => {
  const key = keyOf(conversationId, seq);
  const isNone = Object.keys(is).length === 0;
  if (Object.keys(should).length === 0)
    return conditionHeld(
      messageReactionsEntity()
        .delete(key)
        .where((attr, op) => op.eq(attr.by, is))
        .go(),
    );
  return conditionHeld(
    messageReactionsEntity()
      .put({ ...key, by: should })
      .where((attr, op) => (isNone ? op.notExists(attr.by) : op.eq(attr.by, is)))
      .go(),
  );
};

/** Tries to take a person out of the reactions to a message, while others react. */
const TRIES = 5;

/** Takes a person out of the reactions to a message, for an erasure. */
export async function eraseReactor(conversationId: string, seq: number, userId: UserId): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await reactionsTo(conversationId, seq);
    if (!before?.by[userId]) return;
    const { [userId]: _, ...by } = before.by;
    const written = messageReactionsEntity()
      .put({ ...before, by })
      .where((attr, op) => op.eq(attr.by, before.by))
      .go();
    if (await conditionHeld(written)) return;
  }
  throw new Error('reactions could not be erased, since others keep changing them');
}
