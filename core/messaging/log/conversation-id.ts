import type { ConversationId, MessageId, UserId } from '#schemas/common';

const bits = (id: string): bigint => BigInt(`0x${id.replaceAll('-', '')}`);
const hex = (value: bigint): string =>
  value
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * The id of the conversation of two people: the exclusive or of their ids, whichever comes first. So a pair has one conversation, and with the
 * id of one the id of the other is known before anything is read. Its version is 0, which no other id of ours has.
 */
export const directId = (a: UserId, b: UserId): ConversationId => hex(bits(a) ^ bits(b)) as ConversationId;

/** The other person of a direct conversation. For somebody who is not in it, the id of nobody. */
export const otherInDirect = (conversationId: ConversationId, userId: UserId): UserId =>
  hex(bits(conversationId) ^ bits(userId)) as UserId;

export const isDirect = (conversationId: ConversationId): boolean => conversationId[14] === '0';

/** The conversation and the number of a message. */
export function entryOfId(messageId: MessageId): { readonly conversationId: ConversationId; readonly seq: number } {
  const [conversationId, seq] = messageId.split('_');
  return { conversationId: conversationId as ConversationId, seq: Number(seq) };
}

/** The id of a message: its conversation and its number. */
export const entryId = (conversationId: string, seq: number): string => `${conversationId}_${seq}`;
