import type { User } from '#actor';
import { currentCard, noSuchUser } from '#core/users';
import { deadline, type Part, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import { loadContact, noContactPart, noContactYetPart } from './contact.store.ts';
import { endFollowPart } from './end-follow.ts';
import { loadFollow } from './follow.store.ts';
import { MOST_HIDDEN } from './follow-rules.ts';
import { hiddenRows, hidePart, idsIn, showPart } from './hidden.store.ts';
import { namedUserId, otherNamed } from './load-sights.ts';
import { blockBy, isBlocked, loadPair, pairPart, withBlock } from './pair.store.ts';

/**
 * Blocks a person: hides each from the other, and ends follows, requests and contact, in one transaction. A second call changes nothing.
 * 7 RRU in three trips, 14 to 16 WRU.
 * @throws NOT_FOUND, also for a person who has blocked the actor; INVALID_INPUT for oneself; LIMIT_REACHED at 5,000; UNAVAILABLE
 */
export async function blockUser(actor: User, user: string, now: Date): Promise<void> {
  const otherId = await otherNamed(actor, user);
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const [pair, card] = await Promise.all([loadPair(actor.userId, otherId), currentCard(otherId)]);
    if (blockBy(pair, actor.userId) !== undefined) return;
    if (!card || isBlocked(pair)) throw noSuchUser();
    const parts = await blockParts(actor.userId, otherId, now);
    const blocked = withBlock(actor.userId, otherId, pair, now.toISOString());
    const refused = await transact({ ...parts, pair: pairPart(blocked, pair) }, until);
    if (refused.size === 0) return;
  }
  throw tooBusy();
}

/** Reads after the pair: the pair's condition then holds for these reads too. */
async function blockParts(userId: UserId, otherId: UserId, now: Date): Promise<Record<string, Part | null>> {
  const [own, others, follows, followed, contact] = await Promise.all([
    hiddenRows(userId),
    hiddenRows(otherId),
    loadFollow(userId, otherId),
    loadFollow(otherId, userId),
    loadContact(userId, otherId),
  ]);
  if (idsIn(own, 'blocked').length >= MOST_HIDDEN)
    throw new DomainError('LIMIT_REACHED', `You can block at most ${MOST_HIDDEN} people.`);
  return {
    hidden: hidePart(userId, 'blocked', otherId, own),
    hiddenToo: hidePart(otherId, 'blocked', userId, others),
    follow: endFollowPart(userId, otherId, follows, now),
    followed: endFollowPart(otherId, userId, followed, now),
    contact: contact ? noContactPart(contact) : noContactYetPart(userId, otherId),
  };
}

/**
 * Takes a block back. It restores nothing, and each stays hidden while the other one blocks too. A second call changes nothing.
 * 5 RRU, 6 WRU. @throws NOT_FOUND for a handle that nobody has; UNAVAILABLE
 */
export async function unblockUser(actor: User, user: string): Promise<void> {
  const [userId, otherId] = [actor.userId, await namedUserId(user)];
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const pair = await loadPair(userId, otherId);
    if (blockBy(pair, userId) === undefined) return;
    const after = withBlock(userId, otherId, pair, undefined);
    const [own, others] = isBlocked(after) ? [[], []] : await Promise.all([hiddenRows(userId), hiddenRows(otherId)]);
    const refused = await transact(
      {
        pair: pairPart(after, pair),
        shown: showPart(userId, 'blocked', otherId, own),
        shownToo: showPart(otherId, 'blocked', userId, others),
      },
      until,
    );
    if (refused.size === 0) return;
  }
  throw tooBusy();
}
