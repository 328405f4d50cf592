import { banOf, loadUser } from '#core/users';
import type { ConversationId, UserId } from '#schemas/common';
import { handover } from '../conversations/change-members.ts';
import { changeConversation } from '../log/change-conversation.ts';
import { changeLog } from '../log/conversation.store.ts';
import { allMembershipsOf } from '../log/membership.store.ts';
import { successorOf } from '../log/roster-rules.ts';

/**
 * Passes the groups of a banned owner to their longest-standing admins, else members; the banned one stays as a member. It bears repeats: a group
 * that has another owner is left, and so is everything of somebody whose ban was lifted meanwhile.
 */
export async function passGroupsOn(userId: UserId, now: Date): Promise<void> {
  const user = await loadUser(userId);
  if (!user || !(banOf(user, 'all', now) ?? banOf(user, 'messaging', now))) return;
  for (const { conversationId, state, role } of await allMembershipsOf(userId)) {
    if (state !== 'in' || role !== 'owner') continue;
    const id = conversationId as ConversationId;
    await changeConversation(changeLog(id), ({ members }) => {
      const heir = members.get(userId)?.role === 'owner' ? successorOf(members, userId) : undefined;
      const change = { conversationId: id, from: userId, to: heir, at: now.toISOString(), role: 'member' } as const;
      return heir === undefined ? null : handover(members, { ...change, to: heir });
    });
  }
}
