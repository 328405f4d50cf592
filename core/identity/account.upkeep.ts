import { BAN_FIELDS, isEnded, type Revocations, revocationsAgainst, TOKEN_LIFE } from '#core/limits';
import { banAt, endOfBan, loadUser, type StoredUser, userPage } from '#core/users';
import { auditEach, type Difference, differencesOf, gapsIn, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { BanScope } from '#schemas/users';
import { type BanFact, banFactsOf } from './ban.store.ts';
import { standingBan } from './ban-rules.ts';
import { eraseAccount } from './erase-account.ts';
import { exportAccount } from './export-account.ts';
import { ownerOfAddress } from './registration.store.ts';
import { type RoleFact, roleFactsOf } from './role.store.ts';
import { standingRole } from './role-rules.ts';
import { isSealedBySecret, sealByDataKey } from './seal-by-data-key.ts';
import { type Session, sessionsOf } from './session.store.ts';
import { type TermsFact, termsFactsOf } from './terms.store.ts';
import { tierFactsOf } from './tier.store.ts';

/**
 * Compares each user's bans, role, tier and accepted terms with the facts that they follow from, their identities with the rows that give each an
 * owner, and what stands against their tokens with their bans and with all that ended sessions. Two reads and five queries a user, and a read for
 * each identity. Its repair gives addresses that the secret of the deployment seals a data key, and nothing else: nothing gives or takes a role or a
 * tier, or lifts a ban, without a person who decides it.
 */
export const accountUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds, now) =>
    auditEach(userIds, async (userId) => {
      const id = userId as UserId;
      const [user, bans, roles, tiers, terms, sessions, against] = await Promise.all([
        loadUser(id),
        banFactsOf(id),
        roleFactsOf(id),
        tierFactsOf(id),
        termsFactsOf(id),
        sessionsOf(id),
        revocationsAgainst(id),
      ]);
      if (!user) return [];
      const of = `account ${userId}`;
      return [
        ...differencesOf(of, user, {
          ...Object.fromEntries(BanScope.options.map((scope) => [BAN_FIELDS[scope], standingBan(bans, scope) ?? undefined])),
          bans: bans.length,
          role: standingRole(roles).role,
          tier: tiers.at(-1)?.tier ?? 'free',
          tierUntil: tiers.at(-1)?.until,
          terms: termsIn(terms.at(-1)),
        }),
        ...(isSealedBySecret(user) ? differencesOf(of, { seal: 'the secret' }, { seal: 'a data key' }) : []),
        ...(await identityDifferences(of, user)),
        ...gapsIn(`${of} bans`, numbersOf(bans)),
        ...gapsIn(`${of} roles`, numbersOf(roles)),
        ...gapsIn(`${of} tiers`, numbersOf(tiers)),
        ...revocationDifferences(`caller ${userId}`, against ?? {}, { bans, roles, sessions }, now),
      ];
    }),
  repair: async (userId) => ((await sealByDataKey(userId as UserId)) ? ['addresses'] : []),
  erase: eraseAccount,
  export: exportAccount,
};

/** Each identity of a user has the row by which a sign-in finds them. */
async function identityDifferences(of: string, { userId, identities = [] }: StoredUser): Promise<Difference[]> {
  const rows = await Promise.all(
    identities.map(async ({ provider, identityKey }) => ({ provider, owner: (await ownerOfAddress(identityKey))?.userId })),
  );
  return rows.flatMap(({ provider, owner }) => differencesOf(`${of} ${provider}`, { owner }, { owner: userId }));
}

/** The versions of a fact, as the user has them. */
const termsIn = (fact: Pick<TermsFact, 'terms' | 'privacy'> | undefined) => fact && { terms: fact.terms, privacy: fact.privacy };

interface Facts {
  readonly bans: readonly BanFact[];
  readonly roles: readonly RoleFact[];
  readonly sessions: readonly Session[];
}

/** Facts that are older than the life of a token leave nothing to refuse, and the row may be gone by then. */
function revocationDifferences(of: string, against: Revocations, { bans, roles, sessions }: Facts, now: Date): Difference[] {
  const isRecent = (at: string) => Date.parse(at) > now.getTime() - TOKEN_LIFE * 1000;
  const ends = [
    ...bans.filter(({ kind, scope }) => kind === 'ban' && scope === 'all').map(({ startsAt }) => startsAt),
    ...roles.filter((_, i) => standingRole(roles.slice(0, i + 1)).demoted).map(({ at }) => at),
  ].filter(isRecent);
  const endedBefore = Math.max(0, ...ends.map((at) => epoch(new Date(at))));
  const live = sessions.filter(
    ({ endedAt, createdAt, origin }) =>
      endedAt !== undefined && isRecent(endedAt) && !isEnded(against, { origin, authTime: epoch(new Date(createdAt)) }),
  );
  return [
    ...BanScope.options.flatMap((scope) => banDifferences(of, against, { bans, scope }, now)),
    ...((against.endedBefore ?? 0) < endedBefore ? differencesOf(of, against, { endedBefore }) : []),
    ...live.map(({ sessionId, endedAt }) => ({
      of,
      field: 'endedOrigins',
      is: null,
      should: `${sessionId} ended at ${endedAt}`,
    })),
  ];
}

/** A ban of long ago leaves no row if its user has not called since: the row comes with the next ban, and no token is left. */
function banDifferences(
  of: string,
  against: Revocations,
  { bans, scope }: { readonly bans: readonly BanFact[]; readonly scope: BanScope },
  now: Date,
): Difference[] {
  const field = BAN_FIELDS[scope];
  const standing = banAt(standingBan(bans, scope), now);
  const until = against[field];
  const stands = until !== undefined && until > now.toISOString();
  const isRecent = bans.some(({ startsAt }) => Date.parse(startsAt) > now.getTime() - TOKEN_LIFE * 1000);
  const should = standing !== null && (stands || isRecent) ? endOfBan(standing) : null;
  return differencesOf(of, { [field]: stands ? until : null }, { [field]: should });
}

const numbersOf = (facts: readonly { readonly number: number }[]): number[] => facts.map(({ number }) => number);
