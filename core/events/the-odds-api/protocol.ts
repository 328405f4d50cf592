import * as z from 'zod';
import type { League, Market } from '#schemas/sports';

/**
 * What The Odds API v4 sends (https://the-odds-api.com/liveapi/guides/v4/), as far as we read it. Unknown fields are dropped, not refused.
 * Lists are checked item by item by their readers, so that one bad item costs only itself.
 */

/** Which of its sports is which league of ours, whose books to ask for, and the odds format that those books quote in. */
export const FEED_LEAGUES = {
  nfl: { sport: 'americanfootball_nfl', regions: 'us', format: 'american' },
  epl: { sport: 'soccer_epl', regions: 'eu', format: 'decimal' },
} as const satisfies Record<League, { sport: string; regions: string; format: 'american' | 'decimal' }>;

/** Its markets that we read. `h2h` has a Draw where the sport has one, and is then our three_way. */
export const FEED_MARKETS: Readonly<Record<string, { markets: readonly Market[]; alternate: boolean }>> = {
  h2h: { markets: ['moneyline', 'three_way'], alternate: false },
  spreads: { markets: ['spread'], alternate: false },
  totals: { markets: ['total'], alternate: false },
  alternate_spreads: { markets: ['spread'], alternate: true },
  alternate_totals: { markets: ['total'], alternate: true },
};

const Name = z.string().trim().min(1).max(100);

export const GameId = z.string().regex(/^[\w-]{1,64}$/);

/** On every game, with prices or with a score. */
const Game = z.object({
  id: GameId,
  sport_key: z.string(),
  commence_time: z.iso.datetime(),
  home_team: Name,
  away_team: Name,
});
export type Game = z.output<typeof Game>;

export const OddsGame = Game.extend({ bookmakers: z.array(z.unknown()) });

export const Bookmaker = z.object({
  key: z.string().regex(/^[a-z0-9][a-z0-9_]{0,39}$/),
  title: z.string().trim().min(1).max(60),
  markets: z.array(z.unknown()),
});

export const FeedMarket = z.object({
  key: z.string(),
  outcomes: z.array(z.object({ name: z.string(), price: z.number(), point: z.number().optional() })).min(1),
});
export type FeedOutcome = z.output<typeof FeedMarket>['outcomes'][number];

export const ScoresGame = Game.extend({
  completed: z.boolean(),
  /** A team's points as text: `"24"`. Null before the game. */
  scores: z.array(z.object({ name: z.string(), score: z.string().regex(/^\d{1,3}$/) })).nullable(),
});
