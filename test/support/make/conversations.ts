import { randomUUID } from 'node:crypto';
import type { User } from '#actor';
import { acceptContact, requestContact } from '#core/graph';
import { createConversation, listConversations, listMessages, messagingUpkeep, sendMessage } from '#core/messaging';
import { mapConcurrently } from '#platform/map-concurrently';
import { ListMessages, SendMessage } from '#schemas/chat-messages';
import type { ConversationId, UserId } from '#schemas/common';
import { type ConversationDetail, CreateConversation, ListConversations, type ListedConversation } from '#schemas/conversations';
import type { EntryView } from '#schemas/entry-views';
import { advanceHead } from '../../../core/messaging/log/conversation.store.ts';
import { logEntryEntity, type StoredEntry } from '../../../core/messaging/log/log-entry.entity.ts';
import { later, now as start, tag } from '../bettors.ts';
import { bettor } from './users.ts';

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

/** Opens the conversation of two people. */
export const opened = (user: User, userId: UserId, now: Date): Promise<ConversationDetail> =>
  createConversation(user, { body: { kind: 'direct', userId }, key: undefined }, now);

/** The conversation of two contacts. */
export async function directOf(user: User, userId: UserId, now: Date): Promise<ConversationDetail> {
  await befriend(user, [{ ...user, userId }], now);
  return opened(user, userId, now);
}

/** Sends a text. */
export const say = (
  user: User,
  conversationId: ConversationId,
  text: string,
  now: Date,
  {
    clientMessageId = randomUUID(),
    ...more
  }: { readonly clientMessageId?: string; readonly replyTo?: number; readonly mentions?: readonly object[] } = {},
): Promise<EntryView> =>
  sendMessage(user, conversationId, SendMessage.body.parse({ type: 'text', text, clientMessageId, ...more }), now);

/** People who are not new any more. */
export const people = <const N extends number>(count: N): Promise<User[]> =>
  Promise.all(Array.from({ length: count }, () => bettor(`c_${tag()}`, later(-2 * 86_400_000))));

/** A page of the entries that somebody sees. */
export const pageOf = (as: User, id: ConversationId, query: object = {}) =>
  listMessages(as, id, ListMessages.query.parse(query), later(60_000));
export const numbers = async (as: User, id: ConversationId, query: object = {}): Promise<number[]> =>
  (await pageOf(as, id, query)).entries.map(({ seq }) => seq);

/** The conversations in a folder of somebody's. */
export const listed = async (as: User, query: object = {}): Promise<readonly ListedConversation[]> =>
  (await listConversations(as, ListConversations.query.parse(query), later(60_000))).items;

/** The findings of the audit of these people's conversations. */
export const differences = async (...users: readonly User[]) =>
  (
    await messagingUpkeep.audit(
      users.map(({ userId }) => userId),
      start,
    )
  ).flatMap((finding) => finding.differences);

/**
 * Fills a log up to a number, as if so much had been said: rows as they are stored, and the head.
 * @param messages before the first of them
 * @param text of each; a short one with its number where it is left out
 */
export async function fillLog(
  conversationId: ConversationId,
  {
    senderId,
    from,
    to,
    messages,
    at,
    text,
  }: { senderId: string; from: number; to: number; messages: number; at: Date; text?: string },
): Promise<void> {
  const entries = Array.from({ length: to - from + 1 }, (_, i): StoredEntry => {
    const seq = from + i;
    const block = Math.floor((seq - 1) / 1_000);
    const said = {
      type: 'text' as const,
      text: text ?? `The line has moved again, by half a point: ${seq}.`,
      clientMessageId: randomUUID(),
    };
    return { conversationId, block, seq, senderId, at: at.toISOString(), messages: messages + i + 1, ...said };
  });
  await logEntryEntity().put(entries).go({ concurrent: 4 });
  const last = entries.at(-1);
  if (last) await advanceHead(last, 1, true);
}
