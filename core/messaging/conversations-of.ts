import type { ConversationId, UserId } from '#schemas/common';
import { writtenBy } from './log/entry.store.ts';
import { streamMemberships } from './log/membership.store.ts';

/** Numbers of a log: the first that a person may have written, and the first that they may have seen. */
interface FirstNumbers {
  readonly first: number;
  readonly seen: number;
}

/** The conversations of a person, present and past. Of each it keeps two numbers, and not the rows. */
export async function conversationsOf(userId: UserId): Promise<Map<ConversationId, FirstNumbers>> {
  const written = await writtenBy(userId);
  const found = new Map([...written].map(([id, first]) => [id, { first, seen: first }]));
  for await (const { conversationId, joined, from, spans = [] } of streamMemberships(userId)) {
    const id = conversationId as ConversationId;
    const first = Math.min(found.get(id)?.first ?? joined, joined, ...spans.map((span) => span.from));
    found.set(id, { first, seen: Math.min(found.get(id)?.seen ?? first, first, from) });
  }
  return found;
}
