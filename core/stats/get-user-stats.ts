import type * as z from 'zod';
import type { User, Viewer } from '#actor';
import { namedUserId, seePerson } from '#core/graph';
import { noSuchUser } from '#core/users';
import { Dimension, type GetMyAnalytics, type GetUserStats, type Timeframe, type UserStats } from '#schemas/stats';
import { entryOf } from './ledger-row.ts';
import { boundsOf, periodsIn } from './period-rules.ts';
import { fullRecordView, quotedView, rowView } from './record.view.ts';
import { ledgerBetween, newestSettled, recordIn } from './stats.store.ts';
import { addStats, breakdown, contribution, longerRun, NO_RUN, NO_STATS } from './stats-rules.ts';

type Shown = z.input<typeof UserStats>;

/**
 * The record of a user, and one breakdown of it where `by` asks for one. Of a private account those who do not follow it see the record, and
 * no breakdown. @param user a handle or an id @throws NOT_FOUND
 */
export async function getUserStats(
  viewer: Viewer,
  user: string,
  { timeframe, by }: z.output<typeof GetUserStats.query>,
  now: Date,
): Promise<z.input<(typeof GetUserStats.replies)[200]>> {
  const userId = await namedUserId(user);
  if (by === undefined) {
    const [stats] = await Promise.all([statsOf(userId, timeframe, now), seePerson(viewer, userId, now)]);
    return { ...stats, breakdown: null };
  }
  const [{ stats, breakdowns, since }, sight] = await Promise.all([
    brokenDown(userId, timeframe, [by], MOST_PUBLIC_ENTRIES, now),
    seePerson(viewer, userId, now),
  ]);
  if (sight !== 'all') throw noSuchUser();
  return { ...stats, breakdown: { by, rows: breakdowns[by], since } };
}

/** The actor's own record in every breakdown. */
export async function getMyAnalytics(
  actor: User,
  timeframe: Timeframe,
  now: Date,
): Promise<z.input<(typeof GetMyAnalytics.replies)[200]>> {
  const { stats, ...rest } = await brokenDown(actor.userId, timeframe, Dimension.options, MOST_ENTRIES, now);
  return { ...stats, ...rest };
}

/** The record of a timeframe, with the streak and the counts of all time: two or three queries at the same time. */
export async function statsOf(userId: string, timeframe: Timeframe, now: Date): Promise<Shown> {
  const [{ all, standing }, within] = await Promise.all([
    standingOf(userId),
    timeframe === 'all' ? null : recordIn(userId, periodsIn(timeframe, now)),
  ]);
  return { timeframe, ...fullRecordView(within ?? all), quoted: quotedView(within ?? all), ...standing };
}

async function standingOf(userId: string) {
  const [all, streak] = await Promise.all([recordIn(userId, ['all']), streakOf(userId)]);
  return { all, standing: { streak, placed: all.placed, withdrawn: all.withdrawn } };
}

/** The run that ends now. Reads pages of the ledger until a pick breaks the run: mostly one, of half an RRU. */
async function streakOf(userId: string): Promise<number> {
  let run = NO_RUN;
  for await (const picks of newestSettled(userId)) {
    run = longerRun(run, picks);
    if (run.ended) break;
  }
  return run.length;
}

/** Most settled picks of one's own that one call breaks down, some 4 MB. Beyond that the newest ones are shown, with `since`. */
export const MOST_ENTRIES = 10_000;
/** The same of a call that anybody may make: some 1 MB, 120 RRU. */
export const MOST_PUBLIC_ENTRIES = 2_500;

/**
 * A record and its breakdowns, from one Query of the ledger. The record is the sum of the rows that are broken down, so that both add up
 * in every reply, also while the newest outcome is not counted yet. Beyond `most` it is the stored record instead.
 */
async function brokenDown<D extends Dimension>(
  userId: string,
  timeframe: Timeframe,
  dimensions: readonly D[],
  most: number,
  now: Date,
) {
  const [{ standing }, newest] = await Promise.all([
    standingOf(userId),
    ledgerBetween(userId, boundsOf(timeframe, now), most + 1),
  ]);
  const isComplete = newest.length <= most;
  const entries = newest.slice(0, most).reverse().map(entryOf);
  const record = isComplete
    ? entries.map(contribution).reduce(addStats, NO_STATS)
    : await recordIn(userId, periodsIn(timeframe, now));
  const rows = dimensions.map((by) => [by, breakdown(entries, by).map(rowView)] as const);
  return {
    stats: { timeframe, ...fullRecordView(record), quoted: quotedView(record), ...standing },
    breakdowns: Object.fromEntries(rows) as Record<D, (typeof rows)[number][1]>,
    since: isComplete ? null : (entries[0]?.settledAt ?? null),
  };
}
