import { loadSharedPick, type SharedPick, showsPictures, viewsOfSharedPick } from '#core/picks';
import { cardsOf } from '#core/users';
import type { PickId, UserId } from '#schemas/common';
import type { PickView } from '#schemas/pick-views';
import type { SlipDetails } from './entry-details.ts';
import type { StoredEntry } from './log-entry.entity.ts';

/** The pick of a slip by the people who are posted to: null for whom may not see it. Whoever is missing gets the number of the entry alone. */
export type PicksPosted = ReadonlyMap<UserId, PickView | null>;

/** No pick is known: everybody gets the number alone. */
export const NO_PICKS: PicksPosted = new Map();

/**
 * A slip's pick as each of these people sees it over HTTP. 0.5 RRU for each, and 1 more where the pick's author has a private account: a reader of
 * the entry pays some 7. Nothing is read for a pick with pictures, whose addresses are signed when they are read.
 * @param shared null for a pick that is gone, which nobody sees
 */
export async function picksPosted(shared: SharedPick | null, userIds: readonly UserId[], now: Date): Promise<PicksPosted> {
  if (!shared) return new Map(userIds.map((userId) => [userId, null]));
  if (userIds.length === 0 || showsPictures(shared)) return NO_PICKS;
  const excluded = cardsOf(userIds, now).then(
    (cards) => new Set(userIds.filter((userId) => cards.get(userId)?.excluded ?? true)),
  );
  return viewsOfSharedPick(shared, userIds, excluded, now);
}

/** The same for an entry that stands, without a call for any other than a slip. Two trips before: 2.5 RRU and 0.5 for each further leg. */
export const picksOfEntry = async (
  { type, details, deleted }: StoredEntry,
  userIds: readonly UserId[],
  now: Date,
): Promise<PicksPosted> =>
  type === 'slip' && !deleted && userIds.length > 0
    ? picksPosted(await loadSharedPick((details as SlipDetails).pickId as PickId, now), userIds, now)
    : NO_PICKS;
