import { epoch } from '#platform/clock';
import { createdAt } from '#platform/ids';
import { COVERED_SPORTS, type CoveredSport } from '#schemas/sports';
import type { FeedRef } from './feed-ref.ts';

/** The lists of trending items: of each sport, and of everything. */
export const TREND_LISTS = ['all', ...COVERED_SPORTS] as const;
export type TrendList = (typeof TREND_LISTS)[number];

/** Milliseconds of a bucket: 5 minutes. */
const BUCKET = 5 * 60_000;
/**
 * Milliseconds after its end at which a bucket is closed. A batch of the stream's reader counts in the bucket of the instant at which it
 * began, and is over by then.
 */
const CLOSED_AFTER = 90_000;
/** Milliseconds in which a score halves. */
const HALF_LIFE = 6 * 3_600_000;
/** Items of a list. An item that falls off its end begins anew when somebody reacts to it again. */
export const MOST_TRENDING = 200;
/** Items of a list that its pointer carries: enough for the home feed. */
export const BEST = 40;
/** The least score of a trending item: that of one person's reaction a day later. */
const LEAST_SCORE = 1 / 16;
/** Milliseconds for which an account has to exist before it counts: 7 days. */
const GROWN_UP = 7 * 86_400_000;
/** Milliseconds of the life of buckets and of versions of a list: three days, in which a score of 256 falls to the least one. */
const LIFE = 3 * 86_400_000;

/** The bucket of an instant: its first instant, `2026-11-23T12:05:00.000Z`. */
export const bucketOf = (now: Date): string => new Date(Math.floor(now.getTime() / BUCKET) * BUCKET).toISOString();
/** The end of a bucket, which is the instant that the scores of a list with it are of. */
export const endOf = (bucket: string): Date => new Date(Date.parse(bucket) + BUCKET);
/** True once nothing is counted in a bucket any more. */
export const isClosed = (bucket: string, now: Date): boolean => endOf(bucket).getTime() + CLOSED_AFTER <= now.getTime();
/** The expiry of what is written for trends, in epoch seconds. */
export const trendExpiry = (now: Date): number => epoch(now) + LIFE / 1000;

/** True for a reaction that counts for a trend: by an account of 7 days at least, and to somebody else's item. */
export const countsForTrend = (userId: string, authorId: string, now: Date): boolean =>
  userId !== authorId && now.getTime() - createdAt(userId).getTime() >= GROWN_UP;

/** The partition of a bucket in which an item is counted: its one sport, `mixed` of several, `none` without one. */
export const TREND_SPORTS = [...COVERED_SPORTS, 'mixed', 'none'] as const;
export type TrendSport = (typeof TREND_SPORTS)[number];
export function trendSportOf(sports: readonly CoveredSport[]): TrendSport {
  const [one = 'none', ...others] = new Set(sports);
  return others.length > 0 ? 'mixed' : one;
}

/** People who reacted to an item in a bucket. */
export interface TrendCount {
  readonly ref: FeedRef;
  readonly sports: readonly CoveredSport[];
  readonly people: number;
}

/** An item of a list. Its score is that of the end of the newest bucket in the list. */
export interface TrendRow {
  readonly ref: FeedRef;
  readonly score: number;
}

/** The lists in which an item stands. */
export const listsOf = ({ sports }: Pick<TrendCount, 'sports'>): TrendList[] => ['all', ...new Set(sports)];

/** A score after the time between two instants: half of it is left after 6 hours. */
export const decayed = (score: number, from: Date, to: Date): number =>
  score * 2 ** (-Math.max(0, to.getTime() - from.getTime()) / HALF_LIFE);

/** True while an item is worth being shown as trending. */
export const isTrending = (score: number): boolean => score >= LEAST_SCORE;

/** Best first; of equal scores the newer item. */
const byScore = (a: TrendRow, b: TrendRow): number => b.score - a.score || (a.ref.id < b.ref.id ? 1 : -1);

/**
 * Adds a closed bucket to a list: score = old x 2^(-dt / 6 h) + people. The reference of the newest count stands for the item.
 * @param through the newest bucket in the list; null for a list without one
 */
export function withBucket(
  rows: readonly TrendRow[],
  through: string | null,
  counts: readonly TrendCount[],
  bucket: string,
): TrendRow[] {
  const byId = new Map<string, TrendRow>();
  for (const { ref, score } of rows)
    byId.set(ref.id, { ref, score: through === null ? score : decayed(score, endOf(through), endOf(bucket)) });
  for (const { ref, people } of counts) byId.set(ref.id, { ref, score: (byId.get(ref.id)?.score ?? 0) + people });
  return [...byId.values()]
    .filter(({ score }) => isTrending(score))
    .sort(byScore)
    .slice(0, MOST_TRENDING);
}
