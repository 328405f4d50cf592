import { GetLeaderboard, GetMyAnalytics, GetUserStats, Timeframe } from '#schemas/stats';
import { http, job } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { bettor, visited } from '../world.ts';
import { records, settledPicks } from './rows.ts';

/** A bettor with so many settled picks, whom somebody looks at. */
async function known(size: number) {
  const as = await bettor('ann');
  await settledPicks(as.userId, size);
  await visited();
  return as;
}
const params = { handle: 'ann' };

/** Bettors on ready-made boards. */
async function boards(bettors: number): Promise<void> {
  await records(bettors, 1);
  await job('schedules/update-boards');
  await visited();
}

export const RECORDS: readonly Scenario[] = [
  ...Timeframe.options.map(
    (timeframe): Scenario => ({
      name: `a record, timeframe ${timeframe}`,
      group: 'records',
      of: ['GetUserStats'],
      async prepare() {
        await known(500);
        return () => http(GetUserStats, { params, query: { timeframe } });
      },
    }),
  ),
  {
    name: 'a record with a breakdown',
    group: 'records',
    of: ['GetUserStats'],
    growth: 'settled picks of the bettor',
    async prepare(size) {
      await known(size);
      return () => http(GetUserStats, { params, query: { by: 'market' } });
    },
  },
  {
    name: 'my analytics',
    group: 'records',
    of: ['GetMyAnalytics'],
    growth: 'settled picks of the bettor',
    async prepare(size) {
      const as = await known(size);
      return () => http(GetMyAnalytics, { as });
    },
  },
  {
    name: 'build the boards',
    group: 'records',
    of: ['schedules/update-boards'],
    growth: 'bettors with a record of today',
    async prepare(size) {
      await records(size, 1);
      return () => job('schedules/update-boards');
    },
  },
  {
    name: 'build the boards again, with nothing new',
    group: 'records',
    of: ['schedules/update-boards'],
    async prepare() {
      await boards(200);
      return () => job('schedules/update-boards');
    },
  },
  {
    name: 'the first page of a board',
    group: 'records',
    of: ['GetLeaderboard'],
    async prepare() {
      await boards(200);
      return () => http(GetLeaderboard, {});
    },
  },
];
