import { loadUser, userPage } from '#core/users';
import { auditEach, differencesOf, gapsIn, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { careFactsOf, eraseCareFacts } from './care.store.ts';
import { NO_FACTS, withFact } from './standing-rules.ts';

/**
 * Compares the standing of each user with the facts that it is the sum of: a read and a query a user. It has no repair: a person decides on
 * what opens or closes betting content to somebody.
 */
export const careUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds) =>
    auditEach(userIds, async (userId) => {
      const [user, facts] = await Promise.all([loadUser(userId as UserId), careFactsOf(userId as UserId)]);
      if (!user) return [];
      const sum = facts.reduce((standing, { stated, at }) => withFact(standing, stated, at), NO_FACTS);
      return [
        ...differencesOf(`standing of ${userId}`, user, { standing: facts.length === 0 ? undefined : sum }),
        ...gapsIn(
          `care facts of ${userId}`,
          facts.map(({ number }) => number),
        ),
      ];
    }),
  erase: eraseCareFacts,
  export: async (userId) => ({
    facts: (await careFactsOf(userId)).map(({ number, stated, at }) => ({ number, stated, at })),
  }),
};
