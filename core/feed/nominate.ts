import type { User } from '#actor';
import { newestReactions } from '#core/content';
import { type HiddenPeople, hiddenFrom } from '#core/graph';
import { newestFacets } from '#core/picks';
import { loadUser } from '#core/users';
import type { UserId } from '#schemas/common';
import { COVERED_SPORTS, type CoveredSport } from '#schemas/sports';
import { authorFeedsBy } from './author-feed.store.ts';
import { FeedLists, MOST_FOLLOWEES } from './feed-lists.ts';
import type { ReadingState } from './feed-rules.ts';
import { wishesOf } from './feedback.store.ts';
import { followeesOf } from './followees.ts';
import { type Nominee, nominees, OF_FOLLOWED, PICKS_READ, sportsFor } from './home-rules.ts';
import type { Taste } from './rank-rules.ts';
import { trendPointers } from './trend.store.ts';

/** A reader's reactions that tell whom they like: those to the newest items. */
const REACTIONS_READ = 200;

/** All that a home feed is ranked from, but the items themselves. */
interface Nomination {
  readonly nominated: readonly Nominee[];
  readonly taste: Taste;
  readonly hidden: HiddenPeople;
  /** All whom the reader follows, a moment behind; null for a reader who follows too many to be read. */
  readonly followees: ReadonlySet<UserId> | null;
  readonly reading: ReadingState;
}

/**
 * Names the items that a reader's home feed may show. One trip, one more for a reader of big authors: the rows, the reader's own items, wishes,
 * reactions, sports, picks and follows, and the pointers of all sports. Some 23 RRU.
 */
export async function nominate(reader: User, now: Date): Promise<Nomination> {
  const { userId } = reader;
  const [lists, [own], hidden, user, facets, pointers, reacted, wishes, followees] = await Promise.all([
    FeedLists.open(userId, null, now, OF_FOLLOWED),
    authorFeedsBy([userId]),
    hiddenFrom(reader),
    loadUser(userId),
    newestFacets(userId, PICKS_READ),
    trendPointers(COVERED_SPORTS),
    newestReactions(userId, REACTIONS_READ),
    wishesOf(userId, now),
    followeesOf(userId, MOST_FOLLOWEES),
  ]);
  const following = await lists.next(OF_FOLLOWED);
  const trending = sportsFor((user?.sports ?? []) as CoveredSport[], facets, pointers).flatMap(
    (sport) => pointers.get(sport) ?? [],
  );
  return {
    nominated: nominees({ following, own: own?.recent ?? [], trending }, userId, now),
    taste: { ...wishes, reactions: countOf(reacted) },
    hidden,
    followees: followees.length < MOST_FOLLOWEES ? new Set(followees) : null,
    reading: lists.state,
  };
}

function countOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
