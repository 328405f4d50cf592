import type { Timeframe } from '#schemas/stats';

/** Index partitions that the records of one period are spread over. */
export const SHARDS = 4;

const DAY = 86_400_000;
const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** The periods that a settlement counts in. @param settledAt ISO 8601 in UTC */
export const periodsOf = (settledAt: string): string[] => ['all', settledAt.slice(0, 4), settledAt.slice(0, 10)];

const DAYS: Readonly<Partial<Record<Timeframe, number>>> = { '7d': 7, '30d': 30, '90d': 90 };

/** The periods that add up to a timeframe, newest first. */
export function periodsIn(timeframe: Timeframe, now: Date): string[] {
  if (timeframe === 'all') return ['all'];
  if (timeframe === 'season') return [dayOf(now).slice(0, 4)];
  return Array.from({ length: DAYS[timeframe] ?? 0 }, (_, i) => dayOf(new Date(now.getTime() - i * DAY)));
}

/** The first instant of a timeframe and the first instant after it. Both are midnights in UTC. */
export function boundsOf(timeframe: Timeframe, now: Date): { from: string; to: string } {
  if (timeframe === 'all') return { from: '0000', to: '9999' };
  const periods = periodsIn(timeframe, now);
  const [newest = '', oldest = ''] = [periods[0], periods.at(-1)];
  const to = timeframe === 'season' ? new Date(String(Number(newest) + 1)) : new Date(Date.parse(newest) + DAY);
  return { from: new Date(oldest).toISOString(), to: to.toISOString() };
}
