import { randomUUID } from 'node:crypto';
import type { User } from '#actor';
import { acceptContact, requestContact } from '#core/graph';
import { createConversation, sendMessage } from '#core/messaging';
import { mapConcurrently } from '#platform/map-concurrently';
import { SendMessage } from '#schemas/chat-messages';
import type { ConversationId, UserId } from '#schemas/common';
import { type ConversationDetail, CreateConversation } from '#schemas/conversations';
import type { EntryView } from '#schemas/entry-views';
import { advanceHead } from '../../../core/messaging/conversation.store.ts';
import { logEntryEntity, type StoredEntry } from '../../../core/messaging/log-entry.entity.ts';

/** Conversations of tests, made by the product's own code. */

/** Makes people contacts of one person. */
export async function befriend(user: User, others: readonly User[], now: Date): Promise<void> {
  await mapConcurrently(others, 10, async (other) => {
    await requestContact(user, other.userId, now);
    await acceptContact(other, user.userId, now);
  });
}

/** A group of contacts, by its owner. */
export async function groupOf(owner: User, others: readonly User[], now: Date, more: object = {}): Promise<ConversationDetail> {
  await befriend(owner, others, now);
  const memberIds = others.map(({ userId }) => userId);
  const body = CreateConversation.body.parse({ kind: 'group', name: 'Sunday', memberIds, ...more });
  return createConversation(owner, { body, key: randomUUID() }, now);
}

/** The conversation of two people. */
export const directOf = (user: User, userId: UserId, now: Date): Promise<ConversationDetail> =>
  createConversation(user, { body: { kind: 'direct', userId }, key: undefined }, now);

/** Sends a text. */
export const say = (
  user: User,
  conversationId: ConversationId,
  text: string,
  now: Date,
  { clientMessageId = randomUUID(), ...more }: { readonly clientMessageId?: string; readonly replyTo?: number } = {},
): Promise<EntryView> =>
  sendMessage(user, conversationId, SendMessage.body.parse({ type: 'text', text, clientMessageId, ...more }), now);

/** Fills a log up to a number, as if so much had been said: rows as they are stored, and the head. @param messages before the first of them */
export async function fillLog(
  conversationId: ConversationId,
  { senderId, from, to, messages, at }: { senderId: string; from: number; to: number; messages: number; at: Date },
): Promise<void> {
  const entries = Array.from({ length: to - from + 1 }, (_, i): StoredEntry => {
    const seq = from + i;
    const block = Math.floor((seq - 1) / 1_000);
    const said = {
      type: 'text' as const,
      text: `The line has moved again, by half a point: ${seq}.`,
      clientMessageId: randomUUID(),
    };
    return { conversationId, block, seq, senderId, at: at.toISOString(), messages: messages + i + 1, ...said };
  });
  await logEntryEntity().put(entries).go({ concurrency: 4 });
  const last = entries.at(-1);
  if (last) await advanceHead(last, 1, true);
}
