import type { User } from '#actor';
import { hiddenFrom } from '#core/graph';
import { DomainError } from '#errors';
import type { MessageId } from '#schemas/common';
import type { ReactionName } from '#schemas/item-counts';
import { changeConversation } from '../log/change-conversation.ts';
import { changeLog } from '../log/conversation.store.ts';
import { entryOfId, isDirect, otherInDirect } from '../log/conversation-id.ts';
import { messageNotAllowed } from '../log/log-rules.ts';
import { reactionsPart, reactionsTo } from '../log/message-reactions.store.ts';
import { seenMessage } from './see-message.ts';

/** The actor's own reaction to a message. */
interface OwnMessageReaction {
  readonly name: ReactionName;
  readonly reacted: boolean;
}

/**
 * Reacts to a message, or takes that back: an entry of the log and the reactions of the message, in one transaction. A second call changes nothing.
 * 7 RRU, 8 WRU and 2 for each KB of the reactions.
 * @throws NOT_FOUND; MESSAGE_NOT_ALLOWED across a block, and for a request that was not accepted; MESSAGE_DELETED; UNAVAILABLE
 */
async function setReaction(
  actor: User,
  messageId: MessageId,
  { name, reacted }: OwnMessageReaction,
  now: Date,
): Promise<OwnMessageReaction> {
  const { conversationId, seq } = entryOfId(messageId);
  const { userId } = actor;
  const { blocked } = await hiddenFrom(actor);
  await changeConversation(changeLog(conversationId), async (state) => {
    const [message, before] = await Promise.all([seenMessage(actor, state, seq), reactionsTo(conversationId, seq)]);
    const { [userId]: own = [], ...others } = before?.by ?? {};
    if (own.includes(name) === reacted) return null;
    const isParted =
      blocked.has(message.senderId as typeof userId) ||
      (isDirect(conversationId) && blocked.has(otherInDirect(conversationId, userId)));
    if (reacted && (isParted || state.members.get(userId)?.request)) throw messageNotAllowed();
    if (message.deleted) throw new DomainError('MESSAGE_DELETED', 'This message is deleted.');
    const names = reacted ? [...own, name] : own.filter((other) => other !== name);
    return {
      senderId: userId,
      at: now.toISOString(),
      details: { change: reacted ? 'reacted' : 'unreacted', target: seq, reaction: name },
      members: null,
      rows: () => ({
        reactions: reactionsPart(conversationId, seq, { ...others, ...(names.length > 0 && { [userId]: names }) }),
      }),
    };
  });
  return { name, reacted };
}

export const reactToMessage = (actor: User, messageId: MessageId, name: ReactionName, now: Date): Promise<OwnMessageReaction> =>
  setReaction(actor, messageId, { name, reacted: true }, now);
export const unreactToMessage = (actor: User, messageId: MessageId, name: ReactionName, now: Date): Promise<OwnMessageReaction> =>
  setReaction(actor, messageId, { name, reacted: false }, now);
