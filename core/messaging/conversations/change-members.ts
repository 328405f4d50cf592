import type { User } from '#actor';
import { DomainError } from '#errors';
import type { ConversationId, UserId } from '#schemas/common';
import { MOST_MEMBERS } from '#schemas/conversations';
import type { ConversationState } from '../log/append-message.ts';
import { type ConversationChange, changeConversation } from '../log/change-conversation.ts';
import { changeLog, quietLog } from '../log/conversation.store.ts';
import { isDirect } from '../log/conversation-id.ts';
import { noSuchConversation } from '../log/log-rules.ts';
import { leftParts, loadLeft, loadMembership, memberPart, membershipOf, newMemberPart } from '../log/membership.store.ts';
import { hasRole, mayRemove, type RosterMember, type RosterMembers, roleRequired, successorOf } from '../log/roster-rules.ts';
import { endedSpans } from '../log/span-rules.ts';
import { addableBy, cannotAdd } from './addable.ts';

/** The actor among the members of a group. @throws NOT_FOUND for somebody who is none; CONFLICT for the conversation of two people */
export function actingMember(
  { userId }: Pick<User, 'userId'>,
  conversationId: ConversationId,
  members: RosterMembers,
): RosterMember {
  const own = members.get(userId);
  if (!own) throw noSuchConversation();
  if (isDirect(conversationId)) throw new DomainError('CONFLICT', 'The conversation of two people has no other members.');
  return own;
}

export const withMember = (members: RosterMembers, userId: UserId, member: RosterMember): RosterMembers =>
  new Map([...members, [userId, member]]);
const withoutMember = (members: RosterMembers, userId: UserId): RosterMembers =>
  new Map([...members].filter(([id]) => id !== userId));
const noSuchMember = () => new DomainError('NOT_FOUND', 'No such member.');

/**
 * Adds somebody to a group who lets the actor do so. A second call changes nothing. 8 to 10 RRU, 10 WRU and 2 for each KB of the roster.
 * @throws NOT_FOUND; ROLE_REQUIRED; CANNOT_ADD; GROUP_FULL; UNAVAILABLE
 */
export function addMember(actor: User, conversationId: ConversationId, userId: UserId, now: Date): Promise<void> {
  return changeConversation(changeLog(conversationId), async ({ members, head }) => {
    const own = actingMember(actor, conversationId, members);
    if (!hasRole(own, 'admin')) throw roleRequired('admin');
    if (members.has(userId)) return null;
    const [addable, left] = await Promise.all([addableBy(actor, [userId]), loadLeft(userId, conversationId)]);
    if (!addable.has(userId) || left) throw cannotAdd('userId');
    if (members.size >= MOST_MEMBERS) throw new DomainError('GROUP_FULL', `A group has at most ${MOST_MEMBERS} members.`);
    const member = (seq: number): RosterMember => ({ role: 'member', joined: seq, from: head.history === 'all' ? 1 : seq });
    return {
      senderId: actor.userId,
      at: now.toISOString(),
      details: { change: 'added', userId },
      members: (seq) => withMember(members, userId, member(seq)),
      rows: (at) => ({ row: newMemberPart(conversationId, userId, member(at.seq), at) }),
    };
  });
}

/**
 * Removes a member, or ends the actor's own membership. Somebody who is no member is left alone, so that a second call changes nothing.
 * @throws NOT_FOUND for an actor who is no member; ROLE_REQUIRED; CONFLICT for an owner with other members; UNAVAILABLE
 */
export function removeMember(actor: User, conversationId: ConversationId, userId: UserId, now: Date): Promise<void> {
  return changeConversation(changeLog(conversationId), async (state) => {
    const { members } = state;
    const own = actingMember(actor, conversationId, members);
    const target = members.get(userId);
    if (!target) return null;
    if (userId !== actor.userId && !mayRemove(own, target)) throw roleRequired(target.role === 'member' ? 'admin' : 'owner');
    if (userId === actor.userId && own.role === 'owner' && members.size > 1)
      throw new DomainError('CONFLICT', 'Hand the group over to another member first.');
    return departure(state, userId, actor.userId, now.toISOString());
  });
}

/** The end of a membership: the span ends with the entry that says so. */
async function departure(
  { head, members }: ConversationState,
  userId: UserId,
  senderId: string,
  at: string,
): Promise<ConversationChange | null> {
  const conversationId = head.conversationId as ConversationId;
  const member = members.get(userId);
  if (!member) return null;
  const row = (await loadMembership(userId, conversationId)) ?? membershipOf(conversationId, userId, member);
  return {
    senderId,
    at,
    details: { change: senderId === userId ? 'left' : 'removed', userId },
    members: () => withoutMember(members, userId),
    rows: ({ seq }) => ({ row: leftParts(row, endedSpans(row, seq)) }),
  };
}

/** Makes a member an admin, or an admin a member. @throws NOT_FOUND; ROLE_REQUIRED; CONFLICT for the owner's own role; UNAVAILABLE */
export function setMemberRole(
  actor: User,
  conversationId: ConversationId,
  userId: UserId,
  role: 'admin' | 'member',
  now: Date,
): Promise<void> {
  return changeConversation(changeLog(conversationId), ({ members }) => {
    const own = actingMember(actor, conversationId, members);
    if (own.role !== 'owner') throw roleRequired('owner');
    const target = members.get(userId);
    if (!target) throw noSuchMember();
    if (target.role === 'owner') throw new DomainError('CONFLICT', 'Hand the group over to change your own role.');
    if (target.role === role) return null;
    const member = { ...target, role };
    return {
      senderId: actor.userId,
      at: now.toISOString(),
      details: { change: 'role', userId, role },
      members: () => withMember(members, userId, member),
      rows: () => ({ row: memberPart(conversationId, userId, member) }),
    };
  });
}

/** Hands a group over; the actor stays as an admin. A second call changes nothing. @throws NOT_FOUND; ROLE_REQUIRED; UNAVAILABLE */
export function setOwner(actor: User, conversationId: ConversationId, userId: UserId, now: Date): Promise<void> {
  return changeConversation(changeLog(conversationId), ({ members }) => {
    const own = actingMember(actor, conversationId, members);
    const target = members.get(userId);
    if (target?.role === 'owner') return null;
    if (own.role !== 'owner') throw roleRequired('owner');
    if (!target) throw noSuchMember();
    return handover(members, { conversationId, from: actor.userId, to: userId, at: now.toISOString(), role: 'admin' });
  });
}

/** A group's change of hands. */
interface Handover {
  readonly conversationId: ConversationId;
  readonly from: UserId;
  readonly to: UserId;
  readonly at: string;
  /** The role of the former owner. */
  readonly role: 'admin' | 'member';
}

/** The change of a group's owner, who stays as a member. */
export function handover(members: RosterMembers, { conversationId, from, to, at, role: after }: Handover): ConversationChange {
  const changed = new Map<UserId, RosterMember>(
    (
      [
        [from, after],
        [to, 'owner'],
      ] as const
    ).flatMap(([userId, role]) => {
      const member = members.get(userId);
      return member ? [[userId, { ...member, role }]] : [];
    }),
  );
  return {
    senderId: from,
    at,
    details: { change: 'owner', userId: to },
    members: () => new Map([...members, ...changed]),
    rows: () =>
      Object.fromEntries([...changed].map(([userId, member]) => [`row ${userId}`, memberPart(conversationId, userId, member)])),
  };
}

/**
 * Ends every part of a person in a conversation, for an erasure: an owner's group passes to the longest-standing admin, else member. The
 * entries have the instant of the last activity, since nobody is told when an account was erased.
 */
export async function endMembership(userId: UserId, conversationId: ConversationId): Promise<void> {
  const log = () => quietLog(conversationId);
  const at = ({ head }: ConversationState) => head.lastMessageAt ?? head.createdAt;
  await changeConversation(log(), (state) => {
    const { members } = state;
    const heir = members.get(userId)?.role === 'owner' ? successorOf(members, userId) : undefined;
    return heir === undefined
      ? null
      : handover(members, { conversationId, from: userId, to: heir, at: at(state), role: 'admin' });
  });
  await changeConversation(log(), (state) => departure(state, userId, userId, at(state)));
}
