import type { User } from '#actor';
import { invalid } from '#errors';
import type { ConversationId } from '#schemas/common';
import { entriesAt } from './entry.store.ts';
import { moveRead } from './membership.store.ts';
import { seeConversation } from './see-conversation.ts';
import { isSeen, spansOf } from './span-rules.ts';

/**
 * Notes that a member has read up to an entry. It only grows, so that a late call of another device changes nothing. 2 RRU, 1 WRU.
 * @throws NOT_FOUND for somebody who is no member; INVALID_INPUT for a number that they do not see
 */
export async function readMessages(actor: User, conversationId: ConversationId, seq: number): Promise<void> {
  const [row, entries] = await Promise.all([seeConversation(actor.userId, conversationId), entriesAt(conversationId, [seq])]);
  const entry = entries.get(seq);
  if (!entry || !isSeen(spansOf(row), seq)) throw invalid('seq', 'There is no such entry.');
  await moveRead(actor.userId, conversationId, entry);
}
