import type * as z from 'zod';
import type { User } from '#actor';
import type { ConversationId } from '#schemas/common';
import type { ConversationDetail, UpdateConversation } from '#schemas/conversations';
import { changeConversation } from '../log/change-conversation.ts';
import { changeLog } from '../log/conversation.store.ts';
import { hasRole, roleRequired } from '../log/roster-rules.ts';
import { actingMember } from './change-members.ts';
import { getConversation } from './get-conversation.ts';
import { setGroupPicture } from './set-group-picture.ts';

/**
 * Changes a group's name, its picture, or what new members see: an entry of the log for each, which stands with the head in one
 * transaction. A field that is so already is left.
 * @throws NOT_FOUND; ROLE_REQUIRED; CONFLICT for the conversation of two people; UNAVAILABLE
 */
export async function updateConversation(
  actor: User,
  conversationId: ConversationId,
  { name, history, pictureId }: z.output<typeof UpdateConversation.body>,
  now: Date,
): Promise<ConversationDetail> {
  for (const [change, news] of [
    ['renamed', { name }],
    ['history', { history }],
  ] as const)
    await changeConversation(changeLog(conversationId), ({ members, head }) => {
      if (!hasRole(actingMember(actor, conversationId, members), 'admin')) throw roleRequired('admin');
      const [[field, value] = []] = Object.entries(news);
      if (value === undefined || head[field as keyof typeof head] === value) return null;
      return { senderId: actor.userId, at: now.toISOString(), details: { change, ...news }, members: null, head: news };
    });
  if (pictureId !== undefined) await setGroupPicture(actor, conversationId, pictureId, now);
  return getConversation(actor, conversationId, now);
}
