import type { User } from '#actor';
import { DomainError } from '#errors';
import type { ConversationId } from '#schemas/common';
import { type ConversationDetail, MOST_MEMBERS } from '#schemas/conversations';
import type { InvitePreview } from '#schemas/invites';
import { withMember } from '../conversations/change-members.ts';
import { tooMany } from '../conversations/create-conversation.ts';
import { getConversation } from '../conversations/get-conversation.ts';
import { changeConversation } from '../log/change-conversation.ts';
import { changeLog, loadHead, loadRoster } from '../log/conversation.store.ts';
import { pictureOf } from '../log/conversation.view.ts';
import { isFull, loadLeft, loadMembership, MOST_READ, membershipsOf, newMemberPart } from '../log/membership.store.ts';
import { membersOf, type RosterMember } from '../log/roster-rules.ts';
import type { StoredInvite } from './invite.entity.ts';
import { invitesOf, isLiving, readToken, usedPart } from './invite.store.ts';

/** The same answer for a link that never was, is over, used up or revoked. */
const noSuchInvite = () => new DomainError('NOT_FOUND', 'This link leads nowhere any more.');

/** The link of a token; null for one that is over. 1.5 RRU. */
async function livingInvite(token: string, now: Date): Promise<StoredInvite | null> {
  const read = readToken(token);
  const invites = read ? await invitesOf(read.conversationId) : [];
  const invite = invites.find(({ secretHash }) => secretHash === read?.secretHash);
  return invite && isLiving(invite, now) ? invite : null;
}

/** The group to which a link leads. 3 to 5 RRU. @throws NOT_FOUND */
export async function previewInvite(token: string, now: Date): Promise<InvitePreview> {
  const invite = await livingInvite(token, now);
  if (!invite) throw noSuchInvite();
  const conversationId = invite.conversationId as ConversationId;
  const [head, roster] = await Promise.all([loadHead(conversationId), loadRoster(conversationId)]);
  if (!head || !roster) throw noSuchInvite();
  return { name: head.name ?? '', picture: pictureOf(head, now), members: membersOf(roster).size };
}

/**
 * Joins a group by a link, or comes back by one: the link counts the person in the transaction of the change. A former member sees again
 * what they saw then. A second call changes nothing. 8 RRU, 14 WRU and 2 for each KB of the roster.
 * @throws NOT_FOUND for a link that is over; GROUP_FULL; LIMIT_REACHED for somebody in as many conversations as they may be; UNAVAILABLE
 */
export async function joinByInvite(actor: User, token: string, now: Date): Promise<ConversationDetail> {
  const { userId } = actor;
  const conversationId = readToken(token)?.conversationId;
  if (conversationId === undefined) throw noSuchInvite();
  // A member comes with a link that may be used up by themselves.
  if (await loadMembership(userId, conversationId)) return getConversation(actor, conversationId, now);
  if (!(await livingInvite(token, now))) throw noSuchInvite();
  await changeConversation(changeLog(conversationId), async ({ members, head }) => {
    if (members.has(userId)) return null;
    const [invite, rows, left] = await Promise.all([
      livingInvite(token, now),
      membershipsOf(userId, MOST_READ),
      loadLeft(userId, conversationId),
    ]);
    if (!invite) throw noSuchInvite();
    if (isFull(rows)) throw tooMany();
    if (members.size >= MOST_MEMBERS) throw new DomainError('GROUP_FULL', `A group has at most ${MOST_MEMBERS} members.`);
    const member = (seq: number): RosterMember => ({ role: 'member', joined: seq, from: head.history === 'all' ? 1 : seq });
    return {
      senderId: userId,
      at: now.toISOString(),
      details: { change: 'joined', userId },
      members: (seq) => withMember(members, userId, member(seq)),
      rows: (at) => ({ row: newMemberPart(conversationId, userId, member(at.seq), at, left), invite: usedPart(invite, now) }),
    };
  });
  return getConversation(actor, conversationId, now);
}
