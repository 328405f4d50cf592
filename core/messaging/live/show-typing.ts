import type { User } from '#actor';
import { hiddenFrom } from '#core/graph';
import { sendToEach } from '#core/realtime';
import type { ConversationId, UserId } from '#schemas/common';
import { hasBegun } from '../conversations/begin-conversation.ts';
import { loadHead, loadRoster } from '../log/conversation.store.ts';
import { isDirect } from '../log/conversation-id.ts';
import { noSuchConversation } from '../log/log-rules.ts';
import { membersOf, type RosterMembers } from '../log/roster-rules.ts';

/** The most members of a conversation whose sockets learn who types, and who has read what. */
export const SMALL_GROUP = 16;
/** Milliseconds after which somebody who says nothing more does not type any longer. */
const TYPING = 5_000;

/**
 * The members of a conversation who may learn of each other's presence and receipts, for one of them: of two people nobody else before both
 * have agreed to talk. 1 to 3 RRU, of two people 1 more. @throws NOT_FOUND for somebody who is no member
 */
export async function membersFor(userId: UserId, conversationId: ConversationId): Promise<RosterMembers> {
  const [roster, head] = await Promise.all([
    loadRoster(conversationId),
    isDirect(conversationId) ? loadHead(conversationId) : null,
  ]);
  const members = roster && membersOf(roster);
  const own = members?.get(userId);
  if (!members || !own) throw noSuchConversation();
  const isAgreed = !head || (hasBegun(head) && own.request === undefined);
  return isAgreed ? members : new Map([[userId, own]]);
}

/**
 * Tells the live sockets of the other members that somebody types, in a conversation of at most 16. It is lost where it fails. At most 10 RRU.
 * @throws NOT_FOUND for somebody who is no member
 */
export async function showTyping(actor: User, conversationId: ConversationId, now: Date): Promise<void> {
  const [members, { blocked }] = await Promise.all([membersFor(actor.userId, conversationId), hiddenFrom(actor)]);
  if (members.size > SMALL_GROUP) return;
  const others = [...members.keys()].filter((userId) => userId !== actor.userId && !blocked.has(userId));
  const until = new Date(now.getTime() + TYPING).toISOString();
  const at = now.toISOString();
  await sendToEach(
    others,
    { type: 'typing', id: `${conversationId}.${actor.userId}.${at}`, at, data: { conversationId, userId: actor.userId, until } },
    now,
  );
}
