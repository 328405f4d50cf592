import type { User } from '#actor';
import { DomainError } from '#errors';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import type { ConversationId, UserId } from '#schemas/common';
import { type InviteView, MOST_INVITES, type NewInvite } from '#schemas/invites';
import { actingMember } from '../conversations/change-members.ts';
import { loadRoster } from '../log/conversation.store.ts';
import { noSuchConversation } from '../log/log-rules.ts';
import { hasRole, membersOf, roleRequired } from '../log/roster-rules.ts';
import type { StoredInvite } from './invite.entity.ts';
import { deleteInvite, invitesOf, isLiving, newToken, putInvite } from './invite.store.ts';

const DAY = 86_400_000;

/** Links are for the owner and the admins of a group. @throws NOT_FOUND; ROLE_REQUIRED; CONFLICT for the conversation of two people */
async function assertAdmin(actor: User, conversationId: ConversationId): Promise<void> {
  const roster = await loadRoster(conversationId);
  if (!roster) throw noSuchConversation();
  if (!hasRole(actingMember(actor, conversationId, membersOf(roster)), 'admin')) throw roleRequired('admin');
}

const inviteView = ({ inviteId, createdAt, endsAt, uses, most }: StoredInvite): InviteView => ({
  id: inviteId,
  createdAt,
  endsAt,
  uses,
  most,
});

/**
 * Makes a link by which people join a group. 3 RRU, 1 WRU. @throws NOT_FOUND; ROLE_REQUIRED; CONFLICT for the conversation of two people;
 * LIMIT_REACHED while 20 links live
 */
export async function createInvite(
  actor: User,
  conversationId: ConversationId,
  { days, most }: { readonly days: number; readonly most: number },
  now: Date,
): Promise<NewInvite> {
  const [, standing] = await Promise.all([assertAdmin(actor, conversationId), invitesOf(conversationId)]);
  const { token, secretHash } = newToken(conversationId);
  const endsAt = new Date(now.getTime() + days * DAY);
  const byPlace = new Map(standing.map((invite) => [invite.place, invite]));
  for (let place = 0; place < MOST_INVITES; place++) {
    const before = byPlace.get(place);
    if (before && isLiving(before, now)) continue;
    const invite: StoredInvite = {
      ...{ conversationId, place, inviteId: newId(now), secretHash, createdBy: actor.userId },
      ...{ createdAt: now.toISOString(), endsAt: endsAt.toISOString(), uses: 0, most, expiresAt: epoch(endsAt) },
    };
    if (await putInvite(invite, before)) return { ...inviteView(invite), token };
  }
  throw new DomainError('LIMIT_REACHED', `A group has at most ${MOST_INVITES} links.`);
}

/** The living links to a group, without their secrets. 3 RRU. @throws as createInvite() */
export async function listInvites(actor: User, conversationId: ConversationId, now: Date): Promise<InviteView[]> {
  const [, invites] = await Promise.all([assertAdmin(actor, conversationId), invitesOf(conversationId)]);
  return invites.filter((invite) => isLiving(invite, now)).map(inviteView);
}

/** Ends a link. A second call changes nothing. 3 RRU, 1 WRU. @throws as createInvite() */
export async function revokeInvite(actor: User, conversationId: ConversationId, inviteId: string): Promise<void> {
  const [, invites] = await Promise.all([assertAdmin(actor, conversationId), invitesOf(conversationId)]);
  const invite = invites.find((one) => one.inviteId === inviteId);
  if (invite) await deleteInvite(invite);
}

/** The links to a group that a person made. */
export const invitesBy = async (userId: UserId, conversationId: ConversationId): Promise<StoredInvite[]> =>
  (await invitesOf(conversationId)).filter(({ createdBy }) => createdBy === userId);
