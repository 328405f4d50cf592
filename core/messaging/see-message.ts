import type { User } from '#actor';
import { DomainError } from '#errors';
import type { ConversationState } from './append-message.ts';
import { entriesAt } from './entry.store.ts';
import type { StoredEntry } from './log-entry.entity.ts';
import { isMessage, noSuchConversation } from './log-rules.ts';
import { seeConversation } from './see-conversation.ts';
import { isSeen, spansOf } from './span-rules.ts';

/** A message that the actor sees. @throws NOT_FOUND, the same for one that is missing and one outside of their spans */
export async function seenMessage({ userId }: User, { head, members }: ConversationState, seq: number): Promise<StoredEntry> {
  const conversationId = head.conversationId as Parameters<typeof seeConversation>[1];
  if (!members.has(userId)) throw noSuchConversation();
  const [row, entries] = await Promise.all([seeConversation(userId, conversationId), entriesAt(conversationId, [seq])]);
  const message = entries.get(seq);
  if (!message || !isMessage(message) || !isSeen(spansOf(row), seq)) throw noSuchMessage();
  return message;
}

export const noSuchMessage = () => new DomainError('NOT_FOUND', 'No such message.');
