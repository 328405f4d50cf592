import { loadUser, userPage } from '#core/users';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import type { UserId } from '#schemas/common';
import { lostTerms, searchListOf } from './search.store.ts';
import { termsOf } from './search-rules.ts';
import { removeFromSearch, updateSearch } from './update-search.ts';

/**
 * Compares the words under which each user is found with the profile, and the rows with the words. Two reads a user, and one for each word;
 * each user has one night in seven. The repair writes every row anew.
 */
export const searchUpkeep: Upkeep = {
  kind: 'user',
  nights: 7,
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds) => auditEach(userIds, (userId) => auditUser(userId as UserId)),
  repair: async (userId) => ((await updateSearch(userId as UserId, { all: true })) ? [`search ${userId}`] : []),
  erase: removeFromSearch,
  export: async (userId) => ({ foundBy: (await searchListOf(userId))?.terms ?? [] }),
};

async function auditUser(userId: UserId): Promise<Difference[]> {
  const [list, user] = await Promise.all([searchListOf(userId), loadUser(userId)]);
  const of = `search ${userId}`;
  const should = user ? termsOf(user).map(({ field, term }) => `${field}#${term}`) : [];
  return [
    ...differencesOf(of, { terms: (list?.terms ?? []).toSorted() }, { terms: should.toSorted() }),
    ...(list ? differencesOf(of, { lost: await lostTerms(list) }, { lost: [] }) : []),
  ];
}
