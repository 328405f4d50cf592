import type { User } from '#actor';
import { DomainError } from '#errors';
import { seeConversation } from '../conversations/see-conversation.ts';
import type { ConversationState } from '../log/append-message.ts';
import type { StoredEntry } from '../log/log-entry.entity.ts';
import { isMessage, noSuchConversation } from '../log/log-rules.ts';
import { entriesAt } from '../log/read-entries.ts';
import { isSeen, spansOf } from '../log/span-rules.ts';

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
