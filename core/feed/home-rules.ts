import { createdAt } from '#platform/ids';
import type { ItemView } from '#schemas/item-views';
import type { PickView } from '#schemas/pick-views';
import { COVERED_SPORTS, type CoveredSport } from '#schemas/sports';
import { MOST_SPORTS } from '#schemas/users';
import { FEED_LIFE } from './feed-limits.ts';
import type { FeedRef } from './feed-ref.ts';
import type { FeedCandidate, Source } from './rank-rules.ts';
import type { TrendPointer } from './trend.store.ts';
import { decayed, endOf, isTrending, type TrendList } from './trend-rules.ts';

/** Items that are ranked at most, and of these the newest of followed people and of one's own. The best of trending fill the rest. */
export const MOST_CANDIDATES = 100;
export const OF_FOLLOWED = 60;
export const OF_OWN = 5;
/** A reader's newest picks that tell their sports. */
export const PICKS_READ = 50;

const isCovered = (word: string): word is CoveredSport => (COVERED_SPORTS as readonly string[]).includes(word);
/** Words by how often they stand in a list, most often first; of two that stand as often, the one of more leagues' order. */
const byCount = (counts: ReadonlyMap<CoveredSport, number>): CoveredSport[] =>
  COVERED_SPORTS.filter((sport) => (counts.get(sport) ?? 0) > 0).toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));

/**
 * The sports whose trending items a reader's home feed shows, at most 4: those that the reader chose; else those of their newest picks, most
 * often picked first; else those of the most trending picks.
 * @param facets of the reader's newest picks
 */
export function sportsFor(
  chosen: readonly CoveredSport[],
  facets: readonly (readonly string[])[],
  pointers: ReadonlyMap<TrendList, TrendPointer>,
): CoveredSport[] {
  if (chosen.length > 0) return chosen.slice(0, MOST_SPORTS);
  const counts = new Map<CoveredSport, number>();
  for (const sport of facets.flat().filter(isCovered)) counts.set(sport, (counts.get(sport) ?? 0) + 1);
  if (counts.size === 0) for (const sport of COVERED_SPORTS) counts.set(sport, pointers.get(sport)?.size ?? 0);
  return byCount(counts).slice(0, MOST_SPORTS);
}

/** An item that may be ranked, before it is loaded. */
export interface Nominee {
  readonly ref: FeedRef;
  readonly source: Source;
  /** See FeedCandidate. */
  readonly trend: number;
}

/** References that a home feed may show, by their source, newest or best first. */
export interface Nominations {
  readonly following: readonly FeedRef[];
  readonly own: readonly FeedRef[];
  readonly trending: readonly TrendPointer[];
}

/** At most 100 items, each once: of somebody whom the reader follows before their own, and these before trending ones, best first. */
export function nominees({ following, own, trending }: Nominations, readerId: string, now: Date): Nominee[] {
  const scores = new Map<string, { readonly ref: FeedRef; readonly trend: number }>();
  for (const { best, through } of trending)
    for (const { ref, score } of best) {
      const trend = decayed(score, endOf(through), now);
      if (isTrending(trend) && trend > (scores.get(ref.id)?.trend ?? 0)) scores.set(ref.id, { ref, trend });
    }
  const all = new Map<string, Nominee>();
  const nominate = (refs: readonly FeedRef[], source: Source) => {
    for (const ref of refs)
      if (!all.has(ref.id) && all.size < MOST_CANDIDATES) all.set(ref.id, { ref, source, trend: scores.get(ref.id)?.trend ?? 0 });
  };
  nominate(following.slice(0, OF_FOLLOWED), 'following');
  nominate(own.slice(0, OF_OWN), 'own');
  const best = [...scores.values()]
    .filter(({ ref }) => ref.authorId !== readerId && isRecent(ref, now))
    .sort((a, b) => b.trend - a.trend);
  nominate(
    best.map(({ ref }) => ref),
    'trending',
  );
  return [...all.values()];
}

const isRecent = ({ id }: FeedRef, now: Date): boolean => now.getTime() - createdAt(id).getTime() < FEED_LIFE;

/** The decimal price of an item: a pick's own, or that of all its legs together; of a post, the highest of its picks. Null without any. */
export function decimalIn(item: ItemView): number | null {
  const picks = item.type === 'pick' ? [item.pick] : item.post.picks.flatMap(({ pick }) => (pick ? [pick] : []));
  const prices = picks.map(priceOf).filter((price) => price !== null);
  return prices.length > 0 ? Math.max(...prices) : null;
}
function priceOf({ odds, legs }: PickView): number | null {
  if (odds) return Number(odds.decimal);
  const prices = legs.map((leg) => (leg.odds ? Number(leg.odds.decimal) : null));
  return prices.every((price) => price !== null) ? prices.reduce((all, price) => all * price, 1) : null;
}

/** False for a pick that its author withdrew: nothing is left of it to be recommended. */
export const isWorthShowing = (item: ItemView): boolean => item.type !== 'pick' || item.pick.withdrawnAt === null;

/** The source of a nominee by the follows as they are now; null for an item of somebody whom the reader follows no more. */
export function sourceNow(source: Source, isFollowed: boolean): Source | null {
  if (source === 'own') return source;
  if (isFollowed) return 'following';
  return source === 'following' ? null : source;
}

/** A nominee that the reader may see, as it is ranked. */
export const candidateOf = ({ ref, source, trend }: Nominee, item: ItemView): FeedCandidate => ({
  id: ref.id,
  authorId: ref.authorId,
  source,
  decimal: decimalIn(item),
  trend,
});
