/** The rules of conversations for core/media: who may send something there, and who sees what was sent. */
import type { User } from '#actor';
import { isBlockedPair } from '#core/graph';
import { partialBanRefusal } from '#core/limits';
import { type AttachedMedia, detachedPart, mediaOf, type StoredMedia } from '#core/media';
import { transact } from '#data/transaction';
import { type Difference, differencesOf } from '#data/upkeep';
import type { ConversationId, UserId } from '#schemas/common';
import { loadRoster } from '../log/conversation.store.ts';
import { isDirect, otherInDirect } from '../log/conversation-id.ts';
import { markedFrom } from '../log/entry.store.ts';
import type { StoredEntry } from '../log/log-entry.entity.ts';
import { messageNotAllowed, noSuchConversation } from '../log/log-rules.ts';
import { loadMembership } from '../log/membership.store.ts';
import { entriesIn } from '../log/read-entries.ts';
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

/** The uploads of a person that still hang on a message which is deleted. 0.5 RRU for each upload, and 2 to 12 for one that was sent. */
async function leftOver(userId: UserId): Promise<StoredMedia[]> {
  const sent = (await mediaOf(userId)).filter(
    ({ purpose, attachedTo, detachedAt }) => purpose.startsWith('chat_') && attachedTo !== undefined && detachedAt === undefined,
  );
  const isLeft = await Promise.all(
    sent.map(async ({ conversationId, attachedTo = '' }) =>
      Boolean((await sentMessage(userId, conversationId as ConversationId, attachedTo))?.deleted),
    ),
  );
  return sent.filter((_, i) => isLeft[i]);
}

/** The uploads of a person that outlive their message. */
export const auditSentMedia = async (userId: UserId): Promise<Difference[]> =>
  (await leftOver(userId)).flatMap(({ mediaId }) => differencesOf(`upload ${mediaId}`, { isShown: true }, { isShown: false }));

/** Takes them off, so that their objects are deleted. @returns what was repaired */
export async function repairSentMedia(userId: UserId, now: Date): Promise<string[]> {
  const repaired: string[] = [];
  for (const { mediaId, attachedTo = '' } of await leftOver(userId))
    if ((await transact({ media: detachedPart(mediaId, attachedTo, now) })).size === 0) repaired.push(`upload ${mediaId}`);
  return repaired;
}

/** True for a member of the group whose picture it is. 1 RRU. */
export const mayReadGroupPicture = async (viewer: User, { attachedTo }: AttachedMedia): Promise<boolean> =>
  (await loadMembership(viewer.userId, attachedTo as ConversationId)) !== null;
