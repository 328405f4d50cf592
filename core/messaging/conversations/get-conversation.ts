import type { User } from '#actor';
import { cardsFor } from '#core/users';
import type { ConversationId } from '#schemas/common';
import type { ConversationDetail } from '#schemas/conversations';
import { loadHead, loadRoster } from '../log/conversation.store.ts';
import { conversationDetail, peopleOfHead } from '../log/conversation.view.ts';
import { noSuchConversation } from '../log/log-rules.ts';
import { loadMembership, membershipOf } from '../log/membership.store.ts';
import { membersOf } from '../log/roster-rules.ts';

/**
 * A conversation with its members. Two trips: 3 to 5 RRU for head, roster and row, then 0.5 for each member. @throws NOT_FOUND for somebody who is
 * no member
 */
export async function getConversation(actor: User, conversationId: ConversationId, now: Date): Promise<ConversationDetail> {
  const { userId } = actor;
  const [head, roster, row] = await Promise.all([
    loadHead(conversationId),
    loadRoster(conversationId),
    loadMembership(userId, conversationId),
  ]);
  const members = roster && membersOf(roster);
  const own = members?.get(userId);
  if (!head || !members || !own) throw noSuchConversation();
  const cards = await cardsFor(actor, [...new Set([...members.keys(), ...peopleOfHead(userId, head)])], now);
  const known = membershipOf(conversationId, userId, own);
  return conversationDetail(head, { ...row, ...known }, members, cards, now);
}
