import type { User } from '#actor';
import { currentCard, noSuchUser, privacyPart } from '#core/users';
import { deadline, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import type { FollowView } from '#schemas/graph';
import { endFollow } from './end-follow.ts';
import type { StoredFollow } from './follow.entity.ts';
import { followPart, loadFollow } from './follow.store.ts';
import { followCountsOf } from './follow-count.store.ts';
import { MOST_FOLLOWED } from './follow-rules.ts';
import { followView } from './graph.view.ts';
import { namedUserId, otherNamed } from './load-sights.ts';
import { unblockedPart } from './pair.store.ts';

/**
 * Follows a person, or asks to where the account is private. A second call changes nothing. The privacy of the account and that nobody
 * blocked the other are conditions of the write. 1 RRU for a handle, 2.5 RRU, 8 WRU + 2.
 * @throws NOT_FOUND; INVALID_INPUT for oneself; LIMIT_REACHED at 5,000; UNAVAILABLE when others change the same rows for a second
 */
export async function followUser(actor: User, user: string, now: Date): Promise<FollowView> {
  const [followerId, followeeId] = [actor.userId, await otherNamed(actor, user)];
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const [before, card, counts] = await Promise.all([
      loadFollow(followerId, followeeId),
      currentCard(followeeId),
      followCountsOf(followerId),
    ]);
    if (!card) throw noSuchUser();
    const state = card.private ? 'requested' : 'following';
    if (before && (before.state === 'following' || before.state === state)) return followView(before);
    if (counts.following >= MOST_FOLLOWED)
      throw new DomainError('LIMIT_REACHED', `You can follow at most ${MOST_FOLLOWED} people.`);
    const row: StoredFollow = {
      ...{ followerId, followeeId, state, since: now.getTime() },
      ...{ counted: before?.counted ?? false, bell: false },
    };
    const refused = await transact(
      {
        pair: unblockedPart(followerId, followeeId),
        card: privacyPart(followeeId, card.private ?? false),
        follow: followPart(row, before),
      },
      until,
    );
    if (refused.has('pair')) throw noSuchUser();
    if (refused.size === 0) return followView(row);
  }
  throw tooBusy();
}

/** Ends a follow, or takes a request back. A second call changes nothing. @throws NOT_FOUND for a handle that nobody has */
export async function unfollowUser(actor: User, user: string, now: Date): Promise<void> {
  await endFollow(actor.userId, await namedUserId(user), ['following', 'requested'], now);
}
