import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import type { ChatRequest } from '#schemas/conversations';
import type { MemberRole } from '#schemas/entry-views';
import type { StoredRoster } from './conversation-roster.entity.ts';

/** A member as the roster has them: the role, the number with which they joined, and the number of the first entry that they see. */
export interface RosterMember {
  readonly role: MemberRole;
  readonly joined: number;
  readonly from: number;
  /** Set for both of two people while one of them has asked the other to talk. */
  readonly request?: ChatRequest;
}
/** The members by their user ids. */
export type RosterMembers = ReadonlyMap<UserId, RosterMember>;

const LETTERS = { owner: 'o', admin: 'a', member: 'm' } as const;
const ROLES: Readonly<Record<string, MemberRole>> = { o: 'owner', a: 'admin', m: 'member' };

const REQUESTS: Readonly<Record<string, ChatRequest>> = { s: 'sent', r: 'received', d: 'declined' };
const STORED = /^([oam])(\d+)(\*?)([srd]?)$/;

/** The members in a roster's row. */
export const membersOf = ({ members }: Pick<StoredRoster, 'members'>): RosterMembers =>
  new Map(
    Object.entries(members).map(([userId, stored]) => {
      const [, role = '', number = '', seesAll, letter = ''] = STORED.exec(stored) ?? [];
      const joined = Number(number);
      const request = REQUESTS[letter];
      return [
        userId as UserId,
        { role: ROLES[role] ?? 'member', joined, from: seesAll ? 1 : joined, ...(request && { request }) },
      ];
    }),
  );

/** The members as a roster's row keeps them. */
export const storedMembers = (members: RosterMembers): StoredRoster['members'] =>
  Object.fromEntries(
    [...members].map(([userId, { role, joined, from, request }]) => [
      userId,
      `${LETTERS[role]}${joined}${from < joined ? '*' : ''}${request?.[0] ?? ''}`,
    ]),
  );

const RANK = { owner: 2, admin: 1, member: 0 } as const;

/** True for one whose role is at least this one. */
export const hasRole = ({ role }: RosterMember, least: MemberRole): boolean => RANK[role] >= RANK[least];
/** True for one who may remove this member: the owner all others, an admin those without a role. */
export const mayRemove = (actor: RosterMember, target: RosterMember): boolean =>
  hasRole(actor, 'admin') && RANK[actor.role] > RANK[target.role];

export const roleRequired = (role: MemberRole): DomainError =>
  new DomainError(
    'ROLE_REQUIRED',
    role === 'owner' ? 'Only the owner of the group may do this.' : 'Only the owner and the admins of the group may do this.',
    { role },
  );

/** The member who follows an owner: the longest-standing admin, else the longest-standing member; undefined when nobody is left. */
export function successorOf(members: RosterMembers, ownerId: UserId): UserId | undefined {
  const others = [...members].filter(([userId]) => userId !== ownerId);
  const byStanding = others.toSorted(
    ([a, one], [b, two]) => RANK[two.role] - RANK[one.role] || one.joined - two.joined || (a < b ? -1 : 1),
  );
  return byStanding[0]?.[0];
}
