import { deadline, type Part, tooBusy, transact } from '#data/transaction';
import { attempts } from '#platform/attempts';
import type { StoredFollow } from './follow.entity.ts';
import { followPart, loadFollow, neverFollowedPart, noFollowPart } from './follow.store.ts';
import { ended } from './follow-rules.ts';

/**
 * Ends what a row says, and refuses when the row is not as it was read. So a follow at the same moment is either ended too, or makes the
 * whole transaction be decided again.
 */
export function endFollowPart(followerId: string, followeeId: string, before: StoredFollow | null, now: Date): Part {
  if (!before) return neverFollowedPart(followerId, followeeId);
  if (before.state === 'ended') return followPart(before, before);
  const after = ended(before, now);
  return after ? followPart(after, before) : noFollowPart(before);
}

/**
 * Ends a follow or a request. Nothing happens where there is none. 1 RRU, 2 WRU + 2.
 * @param states those that end; another one stays
 * @throws UNAVAILABLE when the row keeps changing for a second
 */
export async function endFollow(
  followerId: string,
  followeeId: string,
  states: readonly StoredFollow['state'][],
  now: Date,
): Promise<void> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const before = await loadFollow(followerId, followeeId);
    if (!before || !states.includes(before.state)) return;
    const refused = await transact({ follow: endFollowPart(followerId, followeeId, before, now) }, until);
    if (refused.size === 0) return;
  }
  throw tooBusy();
}
