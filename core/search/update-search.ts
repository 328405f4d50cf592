import { loadUser } from '#core/users';
import { deadline, tooBusy, transact } from '#data/transaction';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import { isUpToDate, searchListOf, searchPart } from './search.store.ts';
import { termsOf } from './search-rules.ts';

/**
 * Brings the rows by which a user is found up to date with the profile as it now is; a user who is gone has none. The list is read before
 * the profile and is a condition of the write, so of two runs beside each other the later one leaves what is true. 2 RRU, and 2 WRU for the
 * list and for each word that comes or goes; nothing when nothing changed.
 * @param all writes every row anew, for a repair
 * @returns true when something was written @throws UNAVAILABLE when others change the rows for a second
 */
export async function updateSearch(userId: UserId, { all = false } = {}): Promise<boolean> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const list = await searchListOf(userId);
    const user = await loadUser(userId);
    const terms = user ? termsOf(user) : [];
    if (isUpToDate(list, terms) && !(all && list)) return false;
    const refused = await transact({ search: searchPart(userId, list, terms, { all }) }, until);
    if (refused.size === 0) return true;
  }
  throw tooBusy();
}

/** Removes all rows by which a user is found, while the profile still stands. */
export async function removeFromSearch(userId: UserId): Promise<void> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const list = await searchListOf(userId);
    if (list === null) return;
    const refused = await transact({ search: searchPart(userId, list, []) }, until);
    if (refused.size === 0) return;
  }
  throw tooBusy();
}
