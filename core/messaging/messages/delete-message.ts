import type { User } from '#actor';
import { detachedPart, loadMedia } from '#core/media';
import type { Part } from '#data/transaction';
import { DomainError } from '#errors';
import type { MessageId, UserId } from '#schemas/common';
import type { ConversationState } from '../log/append-message.ts';
import { isOld, makeChangeable } from '../log/archive-block.ts';
import { type ConversationChange, changeConversation } from '../log/change-conversation.ts';
import { changeLog } from '../log/conversation.store.ts';
import { entryOfId, isDirect } from '../log/conversation-id.ts';
import { deletedPart } from '../log/entry.store.ts';
import type { MediaDetails } from '../log/entry-details.ts';
import type { StoredEntry } from '../log/log-entry.entity.ts';
import { isMedia } from '../log/log-rules.ts';
import { reactionsPart } from '../log/message-reactions.store.ts';
import { entriesAt } from '../log/read-entries.ts';
import { hasRole, mayRemove } from '../log/roster-rules.ts';
import { seenMessage } from './see-message.ts';

/**
 * Deletes a message for everyone: the actor's own, or one of a member whom they may remove. Its place stays. A second call changes nothing.
 * @throws NOT_FOUND; FORBIDDEN; UNAVAILABLE
 */
export async function deleteMessage(actor: User, messageId: MessageId, now: Date): Promise<void> {
  const { conversationId, seq } = entryOfId(messageId);
  await changeConversation(changeLog(conversationId), async (state) => {
    const message = await seenMessage(actor, state, seq);
    if (!mayDelete(actor.userId, message, state)) throw new DomainError('FORBIDDEN', 'This is the message of somebody else.');
    return message.deleted ? null : deletion(message, state, { senderId: actor.userId }, now);
  });
}

/** The author of a deletion, and the mark of one that a moderator decided. */
interface DeletedBy {
  readonly senderId: string;
  readonly removedAt?: string;
}

/**
 * The deletion of a message: its words, those before edits, its upload, its reactions and its pin go in one transaction. An archived one comes
 * back into the table before it, with its block.
 */
export async function deletion(
  message: StoredEntry,
  { head }: Pick<ConversationState, 'head'>,
  { senderId, removedAt }: DeletedBy,
  now: Date,
): Promise<ConversationChange> {
  const { conversationId, seq } = message;
  await makeOldChangeable(message, now);
  const media = await withoutMedia(message, now);
  const { text: _, details: __, replyTo: ___, mentions: ____, ...place } = message;
  return {
    senderId,
    at: now.toISOString(),
    details: { change: 'deleted', target: seq },
    revised: { ...place, deleted: true },
    members: null,
    ...(head.pinned?.includes(seq) && { head: { pinned: head.pinned.filter((pinned) => pinned !== seq) } }),
    rows: () => ({
      message: deletedPart(message, removedAt),
      ...(media && { media }),
      reactions: reactionsPart(conversationId, seq, {}),
    }),
  };
}

/** Brings an archived message and its edits back into the table. An edit may stand in the block after the message's. */
async function makeOldChangeable({ conversationId, seq, at, edits = [] }: StoredEntry, now: Date): Promise<void> {
  if (isOld(at, now)) await makeChangeable((await entriesAt(conversationId, [seq, ...edits])).values());
}

/** The end of what was sent with a message, whose objects are then deleted; null for none, and where that has happened. */
async function withoutMedia({ type, details, clientMessageId = '' }: StoredEntry, now: Date): Promise<Part | null> {
  if (!isMedia(type)) return null;
  const { mediaId } = (details as MediaDetails).media;
  const media = await loadMedia(mediaId);
  return media?.attachedTo === clientMessageId && media.detachedAt === undefined
    ? detachedPart(mediaId, clientMessageId, now)
    : null;
}

/** A sender deletes their own; the owner and the admins of a group those of whom they may remove, or who has left. */
function mayDelete(userId: UserId, { conversationId, senderId }: StoredEntry, { members }: ConversationState): boolean {
  if (senderId === userId) return true;
  const own = members.get(userId);
  const sender = members.get(senderId as UserId);
  if (!own || isDirect(conversationId as never)) return false;
  return sender ? mayRemove(own, sender) : hasRole(own, 'admin');
}
