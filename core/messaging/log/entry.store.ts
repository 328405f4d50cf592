import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { batchAll } from '#data/batch';
import { streamRows } from '#data/row-stream';
import { conditionHeld, type Part, part } from '#data/transaction';
import type { Image } from '#platform/projection';
import type { ConversationId, UserId } from '#schemas/common';
import type { NumberedEntry } from './append-message.ts';
import type { ChangeDetails } from './entry-details.ts';
import { logEntryEntity, type StoredEntry } from './log-entry.entity.ts';
import { blockOf, GONE } from './log-rules.ts';
import { sentMarkEntity } from './sent-mark.entity.ts';

/** The stored entry in an image of the stream. */
export const entryOfImage = (image: Image): StoredEntry => logEntryEntity().parse({ Item: image as never }).data as StoredEntry;

/** Bytes of what a type of entry has of its own, so that an entry with the longest text stays at 18 KB. */
const MOST_DETAILS = 2_048;

/** An entry as it is stored. @throws Error for details of more than 2 KB, which no schema of a message lets through */
export function rowOf(entry: NumberedEntry): StoredEntry {
  const bytes = entry.details ? Buffer.byteLength(JSON.stringify(entry.details)) : 0;
  if (bytes > MOST_DETAILS) throw new Error(`the details of ${entry.type} ${entry.seq} have ${bytes} bytes`);
  return { ...entry, block: blockOf(entry.seq) };
}

const isConflict = (error: unknown): boolean =>
  error instanceof TransactionConflictException || (error as { cause?: unknown }).cause instanceof TransactionConflictException;

/**
 * Puts an entry at its number. 1 WRU per KB.
 * @returns false when the number is taken, or a transaction holds it; nothing was written then
 */
export async function putEntry(entry: NumberedEntry): Promise<boolean> {
  try {
    return await conditionHeld(logEntryEntity().create(rowOf(entry)).go());
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

/** An entry in a transaction. Refused when the number is taken. */
export const entryPart = (entry: NumberedEntry): Part =>
  part({ entries: logEntryEntity() }, ({ entries }) => [entries.create(rowOf(entry)).commit()]);

/** Marks a client's id as used: 1 WRU. @returns the number of the mark that stands; 1 RRU more where one stood */
export async function putMark(senderId: string, conversationId: string, clientMessageId: string, from: number): Promise<number> {
  const key = { senderId, conversationId, clientMessageId };
  if (
    await conditionHeld(
      sentMarkEntity()
        .create({ ...key, from })
        .go(),
    )
  )
    return from;
  return (await markedFrom(senderId, conversationId, clientMessageId)) ?? from;
}

/** The number from which to look for a message by its sender's own id; null where no such send began. Consistent; 1 RRU. */
export async function markedFrom(senderId: string, conversationId: string, clientMessageId: string): Promise<number | null> {
  const { data } = await sentMarkEntity().get({ senderId, conversationId, clientMessageId }).go({ consistent: true });
  return data?.from ?? null;
}

/** The mark in a transaction. */
export const markPart = (senderId: string, conversationId: string, clientMessageId: string, from: number): Part =>
  part({ marks: sentMarkEntity() }, ({ marks }) => [marks.put({ senderId, conversationId, clientMessageId, from }).commit()]);

/** The conversations in which somebody has written, each with the first number from which they have. One Query, 0.5 RRU for some 20 messages. */
export async function writtenBy(senderId: UserId): Promise<Map<ConversationId, number>> {
  const first = new Map<ConversationId, number>();
  for await (const { conversationId, from } of streamRows((page) => sentMarkEntity().query.primary({ senderId }).go(page))) {
    const id = conversationId as ConversationId;
    first.set(id, Math.min(first.get(id) ?? from, from));
  }
  return first;
}

/** Deletes the marks of somebody in one conversation. */
export async function eraseMarks(senderId: UserId, conversationId: ConversationId): Promise<void> {
  const { data } = await sentMarkEntity().query.primary({ senderId, conversationId }).go({ pages: 'all' });
  await batchAll(
    data.map(({ clientMessageId }) => ({
      senderId: senderId as string,
      conversationId: conversationId as string,
      clientMessageId,
    })),
    (some) => sentMarkEntity().delete(some).go(),
  );
}

/** Writes an edited message. Refused when it is deleted, or not at the revision before. */
export const editedPart = ({ conversationId, block, seq, text, mentions, revision = 1, editedAt, edits }: StoredEntry): Part =>
  part({ entries: logEntryEntity() }, ({ entries }) => [
    entries
      .patch({ conversationId, block, seq })
      .set({ text, revision, editedAt, edits, ...(mentions && { mentions }) })
      .remove(mentions ? [] : ['mentions'])
      .where((attr, op) =>
        [op.notExists(attr.deleted), revision === 2 ? op.notExists(attr.revision) : op.eq(attr.revision, revision - 1)].join(
          ' AND ',
        ),
      )
      .commit(),
  ]);

/**
 * Erases the words of a message and of its edits. Refused when it is deleted, or not at this revision, whose edits are known. Its sender and
 * their id of it stay, so that a late repeat of the send writes nothing.
 * @param removedAt of a removal that a moderator decided
 */
export const deletedPart = ({ conversationId, block, seq, revision, edits = [] }: StoredEntry, removedAt?: string): Part =>
  part({ entries: logEntryEntity() }, ({ entries }) => [
    entries
      .patch({ conversationId, block, seq })
      .set({ deleted: true, ...(removedAt !== undefined && { removedAt }) })
      .remove(['text', 'details', 'replyTo', 'mentions'])
      .where((attr, op) =>
        [op.notExists(attr.deleted), revision === undefined ? op.notExists(attr.revision) : op.eq(attr.revision, revision)].join(
          ' AND ',
        ),
      )
      .commit(),
    ...edits.map((edit) =>
      entries
        .patch({ conversationId, block: blockOf(edit), seq: edit })
        .remove(['text'])
        .commit(),
    ),
  ]);

/** Takes the mark of a moderator's removal off a message that stays deleted. Refused where there is none. */
export const restoredPart = (conversationId: string, seq: number): Part =>
  part({ entries: logEntryEntity() }, ({ entries }) => [
    entries
      .patch({ conversationId, block: blockOf(seq), seq })
      .remove(['removedAt'])
      .where((attr, op) => op.exists(attr.removedAt))
      .commit(),
  ]);

/** Deletes all that a message says, and its sender; its place stays. */
export const erasedMessage = ({ conversationId, block, seq }: StoredEntry): Promise<unknown> =>
  logEntryEntity()
    .patch({ conversationId, block, seq })
    .set({ senderId: GONE, deleted: true })
    .remove(['text', 'clientMessageId', 'details', 'replyTo', 'mentions'])
    .go();

/** Sets whom a message of somebody else's mentions. */
export const setMentions = (
  { conversationId, block, seq }: StoredEntry,
  mentions: NonNullable<StoredEntry['mentions']>,
): Promise<unknown> => logEntryEntity().patch({ conversationId, block, seq }).set({ mentions }).go();

/** Sets by whom and about whom a change is, and deletes the text before an edit. */
export const erasedChange = (
  { conversationId, block, seq }: StoredEntry,
  senderId: string,
  details: ChangeDetails,
): Promise<unknown> => logEntryEntity().patch({ conversationId, block, seq }).set({ senderId, details }).remove(['text']).go();
