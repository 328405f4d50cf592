import type { ConversationId, UserId } from '#schemas/common';
import { loadRoster } from '../log/conversation.store.ts';
import { noSuchConversation } from '../log/log-rules.ts';
import type { StoredMembership } from '../log/membership.entity.ts';
import { loadMembership, membershipOf } from '../log/membership.store.ts';
import { membersOf } from '../log/roster-rules.ts';

/**
 * The row of a member. Where it is missing the roster decides, since a process may have died before it wrote the rows of a new group. 1 RRU; 1
 * to 3 more, in a second trip, for somebody without a row.
 * @returns null for somebody who is no member, and for a conversation that is not there
 */
export async function memberRow(userId: UserId, conversationId: ConversationId): Promise<StoredMembership | null> {
  const row = await loadMembership(userId, conversationId);
  if (row) return row;
  const roster = await loadRoster(conversationId);
  const member = roster && membersOf(roster).get(userId);
  return member ? membershipOf(conversationId, userId, member) : null;
}

/** The same. @throws NOT_FOUND for somebody who is no member, and for a conversation that is not there */
export async function seeConversation(userId: UserId, conversationId: ConversationId): Promise<StoredMembership> {
  const row = await memberRow(userId, conversationId);
  if (!row) throw noSuchConversation();
  return row;
}
