import type { User } from '#actor';
import { cardsFor } from '#core/users';
import type { ConversationId } from '#schemas/common';
import type { ConversationDetail } from '#schemas/conversations';
import { loadHead, loadRoster } from './conversation.store.ts';
import { conversationDetail, peopleOfHead } from './conversation.view.ts';
import { noSuchConversation } from './log-rules.ts';
import { membersOf } from './roster-rules.ts';

/**
 * A conversation with its members. Two trips: 2 to 4 RRU for head and roster, then 0.5 for each member. @throws NOT_FOUND for somebody who is
 * no member
 */
export async function getConversation(actor: User, conversationId: ConversationId, now: Date): Promise<ConversationDetail> {
  const { userId } = actor;
  const [head, roster] = await Promise.all([loadHead(conversationId), loadRoster(conversationId)]);
  const members = roster && membersOf(roster);
  const own = members?.get(userId);
  if (!head || !members || !own) throw noSuchConversation();
  const cards = await cardsFor(actor, [...new Set([...members.keys(), ...peopleOfHead(userId, head)])], now);
  return conversationDetail(head, { userId, ...own }, members, cards);
}
