/** The rules of conversations for core/media: who may send something there, and who sees what was sent. */
import type { User } from '#actor';
import { isBlockedPair } from '#core/graph';
import { partialBanRefusal } from '#core/limits';
import type { AttachedMedia } from '#core/media';
import type { ConversationId, UserId } from '#schemas/common';
import { loadRoster } from '../log/conversation.store.ts';
import { isDirect, otherInDirect } from '../log/conversation-id.ts';
import { entriesIn, markedFrom } from '../log/entry.store.ts';
import type { StoredEntry } from '../log/log-entry.entity.ts';
import { messageNotAllowed, noSuchConversation } from '../log/log-rules.ts';
import { loadMembership } from '../log/membership.store.ts';
import { membersOf } from '../log/roster-rules.ts';
import { isSeen, spansOf } from '../log/span-rules.ts';

/**
 * Lets a member announce an upload to a conversation; the send of the message decides again. 1 to 3 RRU, of two people 1 more.
 * @throws BANNED from messages; NOT_FOUND for somebody who is no member; MESSAGE_NOT_ALLOWED where one of two has blocked the other
 */
export async function assertTakesUploads(actor: User, conversationId: ConversationId): Promise<void> {
  const refusal = partialBanRefusal(actor, 'messaging');
  if (refusal) throw refusal;
  const roster = await loadRoster(conversationId);
  const members = roster && membersOf(roster);
  if (!members?.has(actor.userId)) throw noSuchConversation();
  if (!isDirect(conversationId)) return;
  if (members.get(actor.userId)?.request === 'sent') throw messageNotAllowed();
  const other = otherInDirect(conversationId, actor.userId);
  if (!members.has(other) || (await isBlockedPair(actor.userId, other))) throw messageNotAllowed();
}

/**
 * True for a member in whose span the message stands with which the upload was sent, and while it is not deleted. 1 RRU; 2 to 4 more for a
 * member.
 */
export async function mayReadChatMedia(viewer: User, { userId, conversationId, attachedTo }: AttachedMedia): Promise<boolean> {
  const conversation = conversationId as ConversationId;
  const row = await loadMembership(viewer.userId, conversation);
  if (!row) return false;
  const message = await sentMessage(userId as UserId, conversation, attachedTo);
  return message !== null && !message.deleted && isSeen(spansOf(row), message.seq);
}

/** Entries that others may have written between the mark of a message and the message. */
const MOST_BETWEEN = 100;

/** A message by its sender's own id; null for one that was not written. */
async function sentMessage(
  senderId: UserId,
  conversationId: ConversationId,
  clientMessageId: string,
): Promise<StoredEntry | null> {
  const from = await markedFrom(senderId, conversationId, clientMessageId);
  if (from === null) return null;
  const to = from + MOST_BETWEEN;
  const entries = await entriesIn(conversationId, { from, to }, 'asc', MOST_BETWEEN);
  return entries.find((entry) => entry.senderId === senderId && entry.clientMessageId === clientMessageId) ?? null;
}

/** True for a member of the group whose picture it is. 1 RRU. */
export const mayReadGroupPicture = async (viewer: User, { attachedTo }: AttachedMedia): Promise<boolean> =>
  (await loadMembership(viewer.userId, attachedTo as ConversationId)) !== null;
