import type { User } from '#actor';
import { blockUser, isBlockedPair } from '#core/graph';
import { deadline, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import type { ConversationId } from '#schemas/common';
import type { ConversationDetail } from '#schemas/conversations';
import { type ConversationState, stateOf } from '../log/append-message.ts';
import { changeConversation } from '../log/change-conversation.ts';
import { changeLog, unloggedParts } from '../log/conversation.store.ts';
import { isDirect, otherInDirect } from '../log/conversation-id.ts';
import { messageNotAllowed, noSuchConversation } from '../log/log-rules.ts';
import { acceptedPart, memberPart } from '../log/membership.store.ts';
import { type RosterMember, type RosterMembers, storedMembers } from '../log/roster-rules.ts';
import { getConversation } from './get-conversation.ts';

/** The actor among two people. @throws NOT_FOUND for somebody who is none of them; CONFLICT for a group */
function askedMember({ userId }: User, conversationId: ConversationId, members: RosterMembers): RosterMember {
  const own = members.get(userId);
  if (!own) throw noSuchConversation();
  if (!isDirect(conversationId)) throw new DomainError('CONFLICT', 'A group is no request to talk.');
  return own;
}

const accepted = (members: RosterMembers): RosterMembers =>
  new Map([...members].map(([id, { role, joined, from }]) => [id, { role, joined, from }]));

/**
 * Accepts a request to talk, also one that was declined: both may write from now on. A second call changes nothing. 4 RRU, 10 WRU.
 * @throws NOT_FOUND; CONFLICT for a group; FORBIDDEN for the one who asked; MESSAGE_NOT_ALLOWED while one of the two blocks the other; UNAVAILABLE
 */
export function acceptRequest(actor: User, conversationId: ConversationId, now: Date): Promise<void> {
  return changeConversation(changeLog(conversationId), async ({ members }) => {
    const { request } = askedMember(actor, conversationId, members);
    if (request === undefined) return null;
    if (request === 'sent') throw new DomainError('FORBIDDEN', 'Only the one who was asked can accept.');
    if (await isBlockedPair(actor.userId, otherInDirect(conversationId, actor.userId))) throw messageNotAllowed();
    return {
      senderId: actor.userId,
      at: now.toISOString(),
      details: { change: 'accepted' },
      members: () => accepted(members),
      rows: () => Object.fromEntries([...members.keys()].map((id) => [`row ${id}`, acceptedPart(conversationId, id)])),
    };
  });
}

/** The same, and shows the conversation. */
export async function acceptConversation(actor: User, conversationId: ConversationId, now: Date): Promise<ConversationDetail> {
  await acceptRequest(actor, conversationId, now);
  return getConversation(actor, conversationId, now);
}

/**
 * Declines a request to talk, and blocks the other one where that is asked for. It is no entry of the log, since the other one is not told. A
 * second call changes nothing. 2 RRU, 6 WRU.
 * @throws NOT_FOUND; CONFLICT where there is no request; LIMIT_REACHED for a block too many; UNAVAILABLE
 */
export async function declineConversation(
  actor: User,
  conversationId: ConversationId,
  { block }: { readonly block: boolean },
  now: Date,
): Promise<void> {
  await decline(actor, conversationId);
  if (!block) return;
  try {
    await blockUser(actor, otherInDirect(conversationId, actor.userId), now);
  } catch (error) {
    // The other one is gone, or has blocked the actor.
    if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error;
  }
}

async function decline(actor: User, conversationId: ConversationId): Promise<void> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const state = await stateOf(changeLog(conversationId, until));
    const own = askedMember(actor, conversationId, state.members);
    if (own.request === 'declined') return;
    if (own.request !== 'received') throw new DomainError('CONFLICT', 'There is no request to decline.');
    if ((await transact(declineParts(actor, state, { ...own, request: 'declined' }), until)).size === 0) return;
  }
  throw tooBusy();
}

const declineParts = ({ userId }: User, state: ConversationState, own: RosterMember) => ({
  ...unloggedParts(state, storedMembers(new Map([...state.members, [userId, own]]))),
  row: memberPart(state.head.conversationId as ConversationId, userId, own),
});
