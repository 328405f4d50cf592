/** Messages as core/moderation reports and removes them. */
import type { User } from '#actor';
import type { Part } from '#data/transaction';
import { excerptOf, isLong } from '#platform/excerpt';
import type { ConversationId, MessageId, UserId } from '#schemas/common';
import type { MessageType } from '#schemas/entry-views';
import { memberRow } from '../conversations/see-conversation.ts';
import { makeChangeable } from '../log/archive-block.ts';
import { planChange } from '../log/change-conversation.ts';
import { partsOfChange, quietLog } from '../log/conversation.store.ts';
import { entryOfId } from '../log/conversation-id.ts';
import { restoredPart } from '../log/entry.store.ts';
import type { MediaDetails } from '../log/entry-details.ts';
import type { ReadEntry, StoredEntry } from '../log/log-entry.entity.ts';
import { GONE, isMedia, isMessage, MODERATION } from '../log/log-rules.ts';
import { entriesAt } from '../log/read-entries.ts';
import { isSeen, spansBefore, spansOf } from '../log/span-rules.ts';
import { deletion } from './delete-message.ts';
import { readEntries } from './list-messages.ts';
import { wordsIn } from './message-match.ts';

/** The words of a message, for a report. */
interface ReportedWords {
  readonly authorId: UserId;
  readonly type: MessageType;
  readonly at: string;
  /** Null for an upload or a slip without a text. */
  readonly text: string | null;
}

/** A message as a member reports it. */
export interface ReportedMessage extends ReportedWords {
  readonly revision: number;
  readonly mediaId: string | null;
  /** At most 5 messages before it that the reporter sees, the oldest first. A long text is cut. */
  readonly before: readonly ReportedWords[];
}

const MOST_BEFORE = 5;
/** Entries among which those messages are looked for. */
const LOOKED_AT = 20;

/**
 * A message, and those before it, as a member sees them. 4 RRU and more for long ones.
 * @returns null for somebody who is no member, or does not see it, and for a message that is deleted
 */
export async function messageForReporter({ userId }: User, messageId: MessageId): Promise<ReportedMessage | null> {
  const { conversationId, seq } = entryOfId(messageId);
  const [row, message] = await Promise.all([memberRow(userId, conversationId), messageAt(conversationId, seq)]);
  const spans = row ? spansOf(row) : [];
  if (!message || message.deleted || !isSeen(spans, seq)) return null;
  const { entries } = await readEntries(conversationId, spansBefore(spans, seq), 'desc', LOOKED_AT);
  const before = entries.filter((entry) => isMessage(entry) && !entry.deleted).slice(0, MOST_BEFORE);
  return {
    ...wordsOf(message),
    revision: message.revision ?? 1,
    mediaId: isMedia(message.type) ? (message.details as MediaDetails).media.mediaId : null,
    before: before.toReversed().map((entry) => {
      const words = wordsOf(entry);
      return { ...words, text: words.text !== null && isLong(words.text) ? excerptOf(words.text) : words.text };
    }),
  };
}

async function messageAt(conversationId: ConversationId, seq: number): Promise<ReadEntry | null> {
  const entry = (await entriesAt(conversationId, [seq])).get(seq);
  return entry && isMessage(entry) ? entry : null;
}

const wordsOf = (entry: StoredEntry): ReportedWords => ({
  authorId: entry.senderId as UserId,
  type: entry.type as MessageType,
  at: entry.at,
  text: wordsIn(entry) || null,
});

/** A message that stands, or that a moderator has removed; null for any other. 1 RRU. */
export async function messageForModerators(
  messageId: MessageId,
): Promise<{ readonly authorId: UserId; readonly removedAt: string | null } | null> {
  const { conversationId, seq } = entryOfId(messageId);
  const message = await messageAt(conversationId, seq);
  if (!message || message.senderId === GONE || (message.deleted && message.removedAt === undefined)) return null;
  return { authorId: message.senderId as UserId, removedAt: message.removedAt ?? null };
}

/**
 * A moderator's removal of a message, for the transaction of their decision: it is deleted for everyone, by an entry that names nobody. The parts
 * are refused when the log moves on meanwhile. Live sockets get the entry by the repair of posts.
 * @returns null for a message that is deleted already
 * @throws UNAVAILABLE when others keep changing the conversation
 */
export async function removalParts(
  messageId: MessageId,
  removedAt: string,
  now: Date,
): Promise<Readonly<Record<string, Part>> | null> {
  const { conversationId, seq } = entryOfId(messageId);
  const change = await planChange(quietLog(conversationId), async (state) => {
    const message = await messageAt(conversationId, seq);
    return message && !message.deleted ? deletion(message, state, { senderId: MODERATION, removedAt }, now) : null;
  });
  return change && partsOfChange(change);
}

/**
 * Takes the mark of a removal off a message, which stays deleted: its words are gone from the log. Refused where there is no mark. An archived
 * message comes back into the table first, with its block.
 * @returns null for a message that no moderator has removed
 */
export async function unmarkRemovalPart(messageId: MessageId): Promise<Part | null> {
  const { conversationId, seq } = entryOfId(messageId);
  const message = await messageAt(conversationId, seq);
  if (message?.removedAt === undefined || message.senderId === GONE) return null;
  await makeChangeable([message]);
  return restoredPart(conversationId, seq);
}
