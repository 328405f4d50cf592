import type { User } from '#actor';
import { isBlockedPair } from '#core/graph';
import { DomainError } from '#errors';
import type { MessageId } from '#schemas/common';
import { MOST_PINNED } from '#schemas/conversations';
import { changeConversation } from '../log/change-conversation.ts';
import { changeLog } from '../log/conversation.store.ts';
import { entryOfId, isDirect, otherInDirect } from '../log/conversation-id.ts';
import { messageNotAllowed } from '../log/log-rules.ts';
import { hasRole, roleRequired } from '../log/roster-rules.ts';
import { seenMessage } from './see-message.ts';

/**
 * Pins a message for all, or takes that back: either of two people, the owner and the admins of a group. An entry of the log, which stands with
 * the head in one transaction. A second call changes nothing. 5 RRU, 8 WRU.
 * @throws NOT_FOUND; ROLE_REQUIRED; MESSAGE_NOT_ALLOWED between two people who block or have not accepted; MESSAGE_DELETED; LIMIT_REACHED;
 * UNAVAILABLE
 */
async function setPinned(actor: User, messageId: MessageId, isPinned: boolean, now: Date): Promise<void> {
  const { conversationId, seq } = entryOfId(messageId);
  const { userId } = actor;
  const blocked = isDirect(conversationId) && (await isBlockedPair(userId, otherInDirect(conversationId, userId)));
  await changeConversation(changeLog(conversationId), async (state) => {
    const message = await seenMessage(actor, state, seq);
    const own = state.members.get(userId);
    if (blocked || own?.request) throw messageNotAllowed();
    if (!isDirect(conversationId) && !(own && hasRole(own, 'admin'))) throw roleRequired('admin');
    const { pinned = [] } = state.head;
    if (pinned.includes(seq) === isPinned) return null;
    if (message.deleted) throw new DomainError('MESSAGE_DELETED', 'This message is deleted.');
    if (isPinned && pinned.length >= MOST_PINNED)
      throw new DomainError('LIMIT_REACHED', `At most ${MOST_PINNED} messages are pinned.`);
    return {
      senderId: userId,
      at: now.toISOString(),
      details: { change: isPinned ? 'pinned' : 'unpinned', target: seq },
      members: null,
      head: { pinned: isPinned ? [...pinned, seq] : pinned.filter((other) => other !== seq) },
    };
  });
}

export const pinMessage = (actor: User, messageId: MessageId, now: Date): Promise<void> => setPinned(actor, messageId, true, now);
export const unpinMessage = (actor: User, messageId: MessageId, now: Date): Promise<void> =>
  setPinned(actor, messageId, false, now);
