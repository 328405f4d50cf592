import { GetLeaderboard, GetMyAnalytics, GetUserStats, Timeframe } from '#schemas/stats';
import { http, job } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { visited } from '../world.ts';
import { inHundreds, known } from './known.ts';
import { boardSums } from './rows.ts';

const params = { user: 'ann' };

/** Bettors on ready-made boards. */
async function boards(bettors: number): Promise<void> {
  await boardSums(bettors);
  await job('schedules/update-boards');
  await visited();
}

export const RECORDS: readonly Scenario[] = [
  ...Timeframe.options.map(
    (timeframe): Scenario => ({
      name: `a record, timeframe ${timeframe}`,
      group: 'records',
      of: ['GetUserStats'],
      on: inHundreds,
      async prepare() {
        return () => http(GetUserStats, { params, query: { timeframe } });
      },
    }),
  ),
  {
    name: 'a record with a breakdown',
    group: 'records',
    of: ['GetUserStats'],
    growth: 'settled picks of the bettor',
    on: known,
    async prepare() {
      return () => http(GetUserStats, { params, query: { by: 'market' } });
    },
  },
  {
    name: 'my analytics',
    group: 'records',
    of: ['GetMyAnalytics'],
    growth: 'settled picks of the bettor',
    on: known,
    async prepare() {
      const as = known.made();
      return () => http(GetMyAnalytics, { as });
    },
  },
  {
    name: 'build the boards',
    group: 'records',
    of: ['schedules/update-boards'],
    growth: 'bettors who settled today',
    async prepare(size) {
      await boardSums(size);
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
