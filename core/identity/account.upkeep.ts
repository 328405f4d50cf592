import { isEnded, type Revocations, revocationsAgainst, TOKEN_LIFE } from '#core/limits';
import { banAt, loadUser, userPage } from '#core/users';
import { auditEach, type Difference, differencesOf, gapsIn, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { type BanFact, banFactsOf } from './ban.store.ts';
import { standingBan } from './ban-rules.ts';
import { type RoleFact, roleFactsOf } from './role.store.ts';
import { standingRole } from './role-rules.ts';
import { type Session, sessionsOf } from './session.store.ts';

/**
 * Compares each user's ban and role with the facts that they follow from, and what stands against their tokens with all that ended sessions.
 * Two reads and three queries a user. It has no repair: nothing gives or takes a role, or lifts a ban, without a person who decides it.
 */
export const accountUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds, now) =>
    auditEach(userIds, async (userId) => {
      const id = userId as UserId;
      const [user, bans, roles, sessions, against] = await Promise.all([
        loadUser(id),
        banFactsOf(id),
        roleFactsOf(id),
        sessionsOf(id),
        revocationsAgainst(id),
      ]);
      if (!user) return [];
      const of = `account ${userId}`;
      return [
        ...differencesOf(of, user, { ban: standingBan(bans) ?? undefined, bans: bans.length, role: standingRole(roles).role }),
        ...gapsIn(`${of} bans`, numbersOf(bans)),
        ...gapsIn(`${of} roles`, numbersOf(roles)),
        ...revocationDifferences(`caller ${userId}`, against ?? {}, { bans, roles, sessions }, now),
      ];
    }),
};

interface Facts {
  readonly bans: readonly BanFact[];
  readonly roles: readonly RoleFact[];
  readonly sessions: readonly Session[];
}

/** Facts that are older than the life of a token leave nothing to refuse, and the row may be gone by then. */
function revocationDifferences(of: string, against: Revocations, { bans, roles, sessions }: Facts, now: Date): Difference[] {
  const isRecent = (at: string) => Date.parse(at) > now.getTime() - TOKEN_LIFE * 1000;
  const standing = banAt(standingBan(bans), now);
  const isBanned = against.ban !== undefined && (against.ban.endsAt ?? '9999') > now.toISOString();
  const should = standing !== null && (isBanned || bans.some(({ startsAt }) => isRecent(startsAt)));
  const ends = [
    ...bans.filter(({ kind }) => kind === 'ban').map(({ startsAt }) => startsAt),
    ...roles.filter((_, i) => standingRole(roles.slice(0, i + 1)).demoted).map(({ at }) => at),
  ].filter(isRecent);
  const endedBefore = Math.max(0, ...ends.map((at) => epoch(new Date(at))));
  const live = sessions.filter(
    ({ endedAt, createdAt, origin }) =>
      endedAt !== undefined && isRecent(endedAt) && !isEnded(against, { origin, authTime: epoch(new Date(createdAt)) }),
  );
  return [
    ...differencesOf(
      of,
      { banned: isBanned, endsAt: isBanned ? against.ban?.endsAt : null },
      {
        banned: should,
        endsAt: should ? standing?.endsAt : null,
      },
    ),
    ...((against.endedBefore ?? 0) < endedBefore ? differencesOf(of, against, { endedBefore }) : []),
    ...live.map(({ sessionId, endedAt }) => ({
      of,
      field: 'endedOrigins',
      is: null,
      should: `${sessionId} ended at ${endedAt}`,
    })),
  ];
}

const numbersOf = (facts: readonly { readonly number: number }[]): number[] => facts.map(({ number }) => number);
