import type * as z from 'zod';
import type { Viewer } from '#actor';
import { loadUser, noSuchUser, publicView } from '#core/users';
import type { UserId } from '#schemas/common';
import type { UserStats } from '#schemas/stats';
import type { Profile } from '#schemas/users';
import { loadContact } from './contact.store.ts';
import { loadFollow } from './follow.store.ts';
import { followCountsOf } from './follow-count.store.ts';
import { followView } from './graph.view.ts';
import { hiddenFrom, namedUserId } from './load-sights.ts';
import { isSelf, NOBODY_HIDDEN, sightOf } from './visibility-rules.ts';

/** Reads the record of a user: `statsOf` of core/stats. */
type ReadRecord = (userId: UserId, timeframe: 'all', now: Date) => Promise<z.input<typeof UserStats>>;

/**
 * The profile of a person. Two round trips: the handle, then the user, the record, the numbers and all that is between the two people, at the
 * same time.
 * @param user a handle or an id
 * @param recordOf passed in by the door, since core/stats imports core/graph
 * @throws NOT_FOUND for somebody who is not there, or of whom the viewer sees nothing
 */
export async function getProfile(viewer: Viewer, user: string, recordOf: ReadRecord, now: Date): Promise<Profile> {
  const userId = await namedUserId(user);
  const [person, stats, counts, { hidden, follow, relation }] = await Promise.all([
    loadUser(userId),
    recordOf(userId, 'all', now),
    followCountsOf(userId),
    between(viewer, userId),
  ]);
  const card = person && person.deletesAt === undefined ? { private: person.private ?? false } : undefined;
  const sight = sightOf(viewer, userId, card, { hidden, follows: follow?.state === 'following' });
  if (!person || sight === 'nothing') throw noSuchUser();
  const shown = publicView(person);
  return { ...shown, bio: sight === 'all' ? shown.bio : '', counts, relation, stats };
}

/** Everything between a viewer and somebody else. One trip; 4 RRU, nothing for a caller without a token. */
async function between(viewer: Viewer, userId: UserId) {
  if (viewer.kind === 'public' || isSelf(viewer, userId)) return { hidden: NOBODY_HIDDEN, follow: null, relation: null };
  const [hidden, follow, followed, contact] = await Promise.all([
    hiddenFrom(viewer),
    loadFollow(viewer.userId, userId),
    loadFollow(userId, viewer.userId),
    loadContact(viewer.userId, userId),
  ]);
  const relation = {
    follow: follow && follow.state !== 'ended' ? followView(follow) : null,
    followsYou: followed?.state === 'following',
    muted: hidden.muted.has(userId),
    contact: contact?.state ?? null,
  };
  return { hidden, follow, relation };
}
