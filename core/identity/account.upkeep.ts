import { loadUser, userPage } from '#core/users';
import { auditEach, differencesOf, gapsIn, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { banFactsOf } from './ban.store.ts';
import { standingBan } from './ban-rules.ts';
import { roleFactsOf } from './role.store.ts';
import { standingRole } from './role-rules.ts';

/**
 * Compares each user's ban and role with the facts that they follow from. A read and two queries a user. It has no repair: nothing gives
 * or takes a role, or lifts a ban, without a person who decides it.
 */
export const accountUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds) =>
    auditEach(userIds, async (userId) => {
      const id = userId as UserId;
      const [user, bans, roles] = await Promise.all([loadUser(id), banFactsOf(id), roleFactsOf(id)]);
      if (!user) return [];
      const of = `account ${userId}`;
      return [
        ...differencesOf(of, user, { ban: standingBan(bans) ?? undefined, bans: bans.length, role: standingRole(roles).role }),
        ...gapsIn(`${of} bans`, numbersOf(bans)),
        ...gapsIn(`${of} roles`, numbersOf(roles)),
      ];
    }),
};

const numbersOf = (facts: readonly { readonly number: number }[]): number[] => facts.map(({ number }) => number);
