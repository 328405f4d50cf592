import type { Timeframe } from '#schemas/stats';

const DAY = 86_400_000;
/** The UTC day of an instant. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** The periods that a settlement counts in. @param settledAt ISO 8601 in UTC */
export const periodsOf = (settledAt: string): string[] => ['all', settledAt.slice(0, 4), settledAt.slice(0, 10)];

const DAYS: Readonly<Partial<Record<Timeframe, number>>> = { '7d': 7, '30d': 30, '90d': 90 };

/** The periods that add up to a timeframe, newest first. */
export function periodsIn(timeframe: Timeframe, now: Date): string[] {
  if (timeframe === 'all') return ['all'];
  if (timeframe === 'season') return [dayOf(now).slice(0, 4)];
  return Array.from({ length: DAYS[timeframe] ?? 0 }, (_, i) => dayOf(new Date(now.getTime() - i * DAY)));
}

/** The first UTC day of a timeframe; text before every day for all time. */
export function firstDayOf(timeframe: Timeframe, now: Date): string {
  if (timeframe === 'all') return '';
  const oldest = periodsIn(timeframe, now).at(-1) ?? '';
  return timeframe === 'season' ? `${oldest}-01-01` : oldest;
}

/** The UTC days from one to another, both inclusive. */
export const daysBetween = (first: string, last: string): string[] =>
  Array.from({ length: Math.max(0, Math.round((Date.parse(last) - Date.parse(first)) / DAY) + 1) }, (_, i) =>
    dayOf(new Date(Date.parse(first) + i * DAY)),
  );

/** The first instant of a timeframe and the first instant after it. Both are midnights in UTC. */
export function boundsOf(timeframe: Timeframe, now: Date): { from: string; to: string } {
  if (timeframe === 'all') return { from: '0000', to: '9999' };
  const periods = periodsIn(timeframe, now);
  const [newest = '', oldest = ''] = [periods[0], periods.at(-1)];
  const to = timeframe === 'season' ? new Date(String(Number(newest) + 1)) : new Date(Date.parse(newest) + DAY);
  return { from: new Date(oldest).toISOString(), to: to.toISOString() };
}
