import type { User } from '#actor';
import { hiddenFrom } from '#core/graph';
import { sendToEach } from '#core/realtime';
import type { ConversationId, UserId } from '#schemas/common';
import { loadRoster } from './conversation.store.ts';
import { noSuchConversation } from './log-rules.ts';
import { membersOf, type RosterMembers } from './roster-rules.ts';

/** The most members of a conversation whose sockets learn who types, and who has read what. */
export const SMALL_GROUP = 16;
/** Milliseconds after which somebody who says nothing more does not type any longer. */
const TYPING = 5_000;

/** The members of a conversation, for one of them. @throws NOT_FOUND for somebody who is none */
export async function membersFor(userId: UserId, conversationId: ConversationId): Promise<RosterMembers> {
  const roster = await loadRoster(conversationId);
  const members = roster && membersOf(roster);
  if (!members?.has(userId)) throw noSuchConversation();
  return members;
}

/** True for two people of whom one has asked to talk and has no answer: neither learns of the other. */
export const hasRequest = (members: RosterMembers): boolean => [...members.values()].some(({ request }) => request !== undefined);

/**
 * Tells the live sockets of the other members that somebody types, in a conversation of at most 16. It is lost where it fails. At most 10 RRU.
 * @throws NOT_FOUND for somebody who is no member
 */
export async function showTyping(actor: User, conversationId: ConversationId, now: Date): Promise<void> {
  const [members, { blocked }] = await Promise.all([membersFor(actor.userId, conversationId), hiddenFrom(actor)]);
  if (members.size > SMALL_GROUP || hasRequest(members)) return;
  const others = [...members.keys()].filter((userId) => userId !== actor.userId && !blocked.has(userId));
  const until = new Date(now.getTime() + TYPING).toISOString();
  const at = now.toISOString();
  await sendToEach(
    others,
    { type: 'typing', id: `${conversationId}.${actor.userId}.${at}`, at, data: { conversationId, userId: actor.userId, until } },
    now,
  );
}
