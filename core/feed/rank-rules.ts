import { fraction } from '#core/odds';
import { shrunk } from '#core/stats';
import type { QuotedSums } from '#core/users';
import { createdAt } from '#platform/ids';
import type { FeedReason } from '#schemas/home';
import { RANK_WEIGHTS } from './rank-weights.ts';

/**
 * The order of the home feed: score = source x freshness x affinity x record x trend x feedback, highest first, then at most 2 items of one
 * author in any 10. docs/ranking.md describes each factor. Stakes are no input, and a price only takes away.
 */

export type Source = 'following' | 'own' | 'trending';

/** An item that may stand in a reader's home feed. */
export interface FeedCandidate {
  readonly id: string;
  readonly authorId: string;
  readonly source: Source;
  /** The decimal price of the pick, or the highest of the picks that a post shows; null without any. */
  readonly decimal: number | null;
  /** People who reacted to it, each counted less as time goes by; 0 if it does not trend. */
  readonly trend: number;
}

/** The wishes and habits of one reader. */
export interface Taste {
  /** Of the reader's newest reactions, those to each author's items. */
  readonly reactions: ReadonlyMap<string, number>;
  /** Items of each author of which the reader asked for less. */
  readonly less: ReadonlyMap<string, number>;
  /** Ids of items that the reader hid. */
  readonly hidden: ReadonlySet<string>;
}

const NO_RECORD: QuotedSums = { decided: 0, turnover: 0, profit: 0 };

export type Ranked<C extends FeedCandidate = FeedCandidate> = C & { readonly score: number; readonly reason: FeedReason };

const HOUR = 3_600_000;
const of = (name: keyof typeof RANK_WEIGHTS): number => RANK_WEIGHTS[name].value;

/** From 1, for an item of this moment, towards 0. */
export const freshness = (id: string, now: Date): number =>
  2 ** (-Math.max(0, now.getTime() - createdAt(id).getTime()) / (of('halfLifeHours') * HOUR));

/** From 1, without a reaction to this author, towards 1 + affinityMost. */
export const affinityFactor = (reactions: number): number =>
  1 + (of('affinityMost') * reactions) / (reactions + of('affinityHalf'));

/** Exactly 1 for a bettor of whom nothing is known, and within recordMost of it for all others. */
export function recordFactor({ decided, turnover, profit }: QuotedSums): number {
  const own = turnover === 0 ? fraction(0) : fraction(profit, turnover);
  const above = toNumber(shrunk(decided, own)) - toNumber(shrunk(0, fraction(0)));
  return 1 + of('recordMost') * Math.max(-1, Math.min(1, above / of('recordSpan')));
}
const toNumber = ({ n, d }: { readonly n: bigint; readonly d: bigint }): number => Number((n * 1_000_000_000n) / d) / 1e9;

/** From 1, without a reaction, to 1 + trendMost. @param trend see FeedCandidate */
export const trendFactor = (trend: number): number =>
  1 + Math.min(of('trendMost'), of('trendPerDoubling') * Math.log2(1 + trend));

/** At most 1: each wish for less of an author takes away. */
export const lessFactor = (wishes: number): number => of('less') ** Math.min(wishes, of('lessMost'));

const WORTH: Readonly<Record<Source, number>> = {
  following: of('ofFollowed'),
  own: of('ofOwn'),
  trending: of('ofTrending'),
};

/** The factors that lift some items above others. Each but `trend` can also be below 1. */
type Lift = Readonly<Record<'affinity' | 'record' | 'trend', number>>;

export const isReckless = ({ decimal }: Pick<FeedCandidate, 'decimal'>): boolean =>
  decimal !== null && decimal >= of('recklessDecimal');

function liftOf(candidate: FeedCandidate, taste: Taste, record: QuotedSums): Lift {
  const most = isReckless(candidate) ? 1 : Number.POSITIVE_INFINITY;
  return {
    affinity: Math.min(most, affinityFactor(taste.reactions.get(candidate.authorId) ?? 0)),
    record: Math.min(most, recordFactor(record)),
    trend: Math.min(most, trendFactor(candidate.trend)),
  };
}

export function scoreOf(candidate: FeedCandidate, taste: Taste, record: QuotedSums, now: Date): number {
  const { affinity, record: ofRecord, trend } = liftOf(candidate, taste, record);
  const less = lessFactor(taste.less.get(candidate.authorId) ?? 0);
  return WORTH[candidate.source] * freshness(candidate.id, now) * affinity * ofRecord * trend * less;
}

/** The least that a factor has to lift an item for it to be given as the reason. */
const NOTABLE = 1.2;

/** Why the reader sees an item: for an item of somebody whom they follow, the factor that lifts it most, if one is notable. */
export function reasonOf(candidate: FeedCandidate, taste: Taste, record: QuotedSums): FeedReason {
  if (candidate.source !== 'following') return candidate.source;
  const lifts = Object.entries(liftOf(candidate, taste, record)) as [keyof Lift, number][];
  const [name, most] = lifts.reduce((best, each) => (each[1] > best[1] ? each : best));
  if (most < NOTABLE) return 'following';
  return name === 'trend' ? 'trending' : name;
}

/** In any so many items that follow one another, at most so many of one author. */
export const WINDOW = 10;
export const OF_ONE_AUTHOR = 2;

/**
 * Takes the best item at each place whose author has room among the places before. Items for which there is no room at any place are left
 * out, since nobody else's stand between them: the feed of those whom one follows has them all.
 * @param ranked best first
 */
export function diverse<Item extends { readonly authorId: string }>(ranked: readonly Item[]): Item[] {
  const left = [...ranked];
  const chosen: Item[] = [];
  for (;;) {
    const near = chosen.slice(Math.max(0, chosen.length - (WINDOW - 1)));
    const next = left.findIndex(({ authorId }) => near.filter((each) => each.authorId === authorId).length < OF_ONE_AUTHOR);
    if (next < 0) return chosen;
    chosen.push(...left.splice(next, 1));
  }
}

/**
 * Ranks what a reader may see. The order of the input does not matter: equal scores stand newest first.
 * @param candidates each item once
 * @param records of the authors by their id; an author without one is unknown
 * @returns the items that the reader did not hide
 */
export function rank<C extends FeedCandidate>(
  candidates: readonly C[],
  taste: Taste,
  records: ReadonlyMap<string, QuotedSums>,
  now: Date,
): Ranked<C>[] {
  const wanted = candidates.filter(({ id }) => !taste.hidden.has(id));
  const scored = wanted.map((candidate): Ranked<C> => {
    const record = records.get(candidate.authorId) ?? NO_RECORD;
    return {
      ...candidate,
      score: scoreOf(candidate, taste, record, now),
      reason: reasonOf(candidate, taste, record),
    };
  });
  return diverse(scored.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1)));
}
