import type * as z from 'zod';
import { userByHandle } from '#core/users';
import { DomainError } from '#errors';
import type { Timeframe, UserStats } from '#schemas/stats';
import { periodsIn } from './period-rules.ts';
import { recordView } from './record.view.ts';
import { newestSettled, recordIn } from './stats.store.ts';
import { streak } from './stats-rules.ts';

/** @throws NOT_FOUND */
export async function getUserStats(handle: string, timeframe: Timeframe, now: Date): Promise<z.input<typeof UserStats>> {
  const user = await userByHandle(handle);
  if (!user) throw new DomainError('NOT_FOUND', 'No such user.');
  return statsOf(user.userId, timeframe, now);
}

/** Two reads at the same time: the rows of the timeframe, and the newest hundred settled picks for the streak. */
export async function statsOf(userId: string, timeframe: Timeframe, now: Date): Promise<z.input<typeof UserStats>> {
  const periods = periodsIn(timeframe, now);
  const [record, all, newest] = await Promise.all([
    recordIn(userId, periods),
    timeframe === 'all' ? null : recordIn(userId, ['all']),
    newestSettled(userId),
  ]);
  const { placed, withdrawn } = all ?? record;
  return { timeframe, ...recordView(record), voids: record.voids, streak: streak(newest), placed, withdrawn };
}
