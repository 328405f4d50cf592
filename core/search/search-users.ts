import type * as z from 'zod';
import type { User } from '#actor';
import { hiddenFrom } from '#core/graph';
import { authorView, banOf, cardsFor, loadUsers, userIdByHandle } from '#core/users';
import { invalid } from '#errors';
import type { UserId } from '#schemas/common';
import { MOST_FOUND, type SearchUsers } from '#schemas/search';
import { usersByWord } from './search.store.ts';
import { FIELDS, hasAll, wantedOf } from './search-rules.ts';

type Found = z.input<(typeof SearchUsers.replies)[200]>[number];

/** Rows that one query reads: 1 RRU and a half. */
const ROWS = 40;
/** People of whom one search reads cards or profiles. More than are shown, since some of them are left out. */
const CARDS = 40;
const PROFILES = 60;

/**
 * Finds people by the beginning of a word of their handle, display name or bio: the owner of that very handle first, then handles, names and
 * bios. Of several words the rows of the longest are read, and the others are looked for in those profiles. Banned people are left out, and
 * those on either side of a block. Two trips: 3 queries, the handle and the viewer's hidden people, at most 8 RRU; then 0.5 RRU for each of
 * at most 40 cards, or 60 profiles.
 * @throws INVALID_INPUT for a text without a word of two letters
 */
export async function searchUsers(viewer: User, typed: string, now: Date): Promise<Found[]> {
  const wanted = wantedOf(typed);
  if (!wanted) throw invalid('q', 'must have a word of two letters or more');
  const [{ blocked }, owner, ...rows] = await Promise.all([
    hiddenFrom(viewer),
    wanted.handle === null ? null : userIdByHandle(wanted.handle),
    ...FIELDS.map((field) => usersByWord(field, wanted.longest, ROWS)),
  ]);
  const userIds = [...new Set([...(owner ? [owner] : []), ...rows.flat()])].filter((userId) => !blocked.has(userId));
  const found = wanted.others.length === 0 ? await byCards(viewer, userIds, now) : await byProfiles(userIds, wanted.others, now);
  return found.slice(0, MOST_FOUND);
}

async function byCards(viewer: User, userIds: readonly UserId[], now: Date): Promise<Found[]> {
  const some = userIds.slice(0, CARDS);
  const cards = await cardsFor(viewer, some, now);
  return some.flatMap((id) => {
    const card = cards.get(id);
    return card && !card.banned ? [authorView(id, card)] : [];
  });
}

async function byProfiles(userIds: readonly UserId[], words: readonly string[], now: Date): Promise<Found[]> {
  const some = userIds.slice(0, PROFILES);
  const users = new Map((await loadUsers(some)).map((user) => [user.userId as UserId, user]));
  return some.flatMap((id) => {
    const user = users.get(id);
    if (!user || user.deletesAt !== undefined || banOf(user, 'all', now) || !hasAll(user, words)) return [];
    return [authorView(id, user)];
  });
}
