import * as z from 'zod';
import { Author, Instant, queryNumber, Units, UserRef } from './common.ts';
import { contract, PUBLIC_SECONDS } from './contract.ts';

/** By the instant of settlement. `7d`, `30d`, `90d`: UTC days, today included. `season`: the calendar year. */
export const Timeframe = z.enum(['7d', '30d', '90d', 'season', 'all']).meta({ id: 'Timeframe' });
export type Timeframe = z.infer<typeof Timeframe>;
export const Metric = z.enum(['roi', 'winrate']).meta({ id: 'Metric' });
export type Metric = z.infer<typeof Metric>;

const Percent = z.string().regex(/^-?\d+\.\d{6}$/);
/** A share of one: `0.025000`. */
const Share = z.string().regex(/^-?\d+\.\d{6}$/);

const record = {
  wins: z.int().min(0),
  losses: z.int().min(0),
  pushes: z.int().min(0),
  decided: z.int().min(0).meta({ description: 'Picks that are neither push nor void.' }),
  turnoverUnits: Units.meta({ description: 'Stakes of the decided picks.' }),
  profitUnits: Units,
  roiPercent: Percent.nullable().meta({ description: '100 · profit / turnover; null without turnover.' }),
  winRatePercent: Percent.nullable().meta({ description: '100 · wins / (wins + losses); null without either.' }),
};

const Clv = z
  .strictObject({
    mean: Share.nullable().meta({ description: 'The mean raw closing line value of these picks; null where none has one.' }),
    n: z.int().min(0).meta({ description: 'Picks with a known close.' }),
    total: z.int().min(0).meta({ description: 'Wins, losses and pushes, with a known close or without.' }),
  })
  .meta({
    id: 'ClvSummary',
    description:
      'Closing line value: taken price / closing price - 1, of single picks with a close that was confirmed within 15 minutes of the start. It always says how many picks it covers.',
  });

/** A record with voids and closing line value. */
const fullRecord = { ...record, voids: z.int().min(0), clv: Clv };

const QuotedRecord = z
  .strictObject({
    ...record,
    events: z
      .int()
      .min(0)
      .meta({ description: 'Of the decided picks, those that are the first on their event. Boards need ten.' }),
    above: z.int().min(0).meta({
      description:
        'Decided picks at prices above what books quoted, which are not in this record. With more than a fifth of them a bettor is on no board.',
    }),
  })
  .meta({
    id: 'QuotedRecord',
    description:
      'The part of the record that counts on boards: picks at prices that books quoted, at the lower of the entered price and the best quote; of several picks on the same event, market, period and statistic of a player the first one that stands, and of equal tickets the first.',
  });

export const UserStats = z
  .strictObject({
    timeframe: Timeframe,
    ...fullRecord,
    quoted: QuotedRecord,
    streak: z.int().meta({
      description:
        'The run of wins (+) or losses (-) that ends now, within the newest thousand settled picks; pushes and voids are skipped.',
    }),
    placed: z.int().min(0).meta({ description: 'Picks ever placed, over all time.' }),
    withdrawn: z.int().min(0).meta({ description: 'Of these, withdrawn before the start.' }),
  })
  .meta({ id: 'UserStats' });

export const Dimension = z.enum(['sport', 'market', 'book', 'odds_band', 'month']).meta({ id: 'Dimension' });
export type Dimension = z.infer<typeof Dimension>;

const Rows = z
  .array(
    z
      .strictObject({
        key: z.string(),
        label: z.string().nullable().meta({ description: 'Of a book: its name, as the oldest of these picks spells it.' }),
        ...fullRecord,
      })
      .meta({ id: 'BreakdownRow' }),
  )
  .meta({
    id: 'Breakdown',
    description:
      'Most decided picks first, then by key. A ticket stands under its kind instead of a market, under `mixed` if its legs are of several sports, and under the band of its whole price. `none`: no book or price was named. Months are UTC.',
  });
const Since = Instant.nullable().meta({
  description:
    'Null: breakdowns cover the whole timeframe, and add up to the record beside them. Otherwise there is more than they can hold, and they cover the newest settled picks, from this settlement on: 10,000 of your own, 2,500 of anybody.',
});

export const GetUserStats = contract({
  name: 'GetUserStats',
  method: 'GET',
  path: '/api/v1/users/{user}/stats',
  tag: 'stats',
  summary: "A bettor's record, and what it consists of. It equals a recomputation from their settled picks.",
  access: 'public',
  params: z.strictObject({ user: UserRef }),
  query: z.strictObject({ timeframe: Timeframe.default('all'), by: Dimension.optional() }),
  replies: {
    200: z.strictObject({
      ...UserStats.shape,
      breakdown: z
        .strictObject({ by: Dimension, rows: Rows, since: Since })
        .nullable()
        .meta({ description: 'Null unless `by` asks for one.' }),
    }),
  },
  errors: ['NOT_FOUND'],
  publicSeconds: PUBLIC_SECONDS,
});

export const GetMyAnalytics = contract({
  name: 'GetMyAnalytics',
  method: 'GET',
  path: '/api/v1/analytics/me',
  tag: 'stats',
  summary: 'Your record in every breakdown.',
  access: 'user',
  query: z.strictObject({ timeframe: Timeframe.default('all') }),
  replies: {
    200: z.strictObject({
      ...UserStats.shape,
      breakdowns: z.strictObject({ sport: Rows, market: Rows, book: Rows, odds_band: Rows, month: Rows }),
      since: Since,
    }),
  },
  errors: [],
});

export const GetLeaderboard = contract({
  name: 'GetLeaderboard',
  method: 'GET',
  path: '/api/v1/leaderboard',
  tag: 'stats',
  summary:
    'The hundred best by ROI or win rate, rebuilt every 15 minutes. At least 10 decided picks at quoted prices, on 10 events, in the timeframe.',
  access: 'public',
  gated: 'boards',
  query: z.strictObject({
    metric: Metric.default('roi'),
    timeframe: Timeframe.default('30d'),
    limit: queryNumber(100).default(100),
    cursor: z.string().max(1024).optional(),
    page: queryNumber(100)
      .optional()
      .meta({ description: 'A page by number, from 1; a cursor stays with one version of the board, a page does not.' }),
  }),
  replies: {
    200: z.array(
      z
        .strictObject({
          rank: z.int().min(1).max(100),
          user: Author,
          score: z.string().meta({
            description:
              'The number that the board ranks by, as a share of one: ROI shrunk towards -5 %, or the lower bound of the win rate.',
          }),
          ...record,
        })
        .meta({ id: 'BoardRow' }),
    ),
  },
  paged: true,
  meta: z.strictObject({
    asOf: Instant.nullable().meta({
      description: 'The time at which this version of the board was built; null before the first one.',
    }),
  }),
  errors: [],
});
