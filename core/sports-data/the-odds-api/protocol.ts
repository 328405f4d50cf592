import * as z from 'zod';
import type { PriceSheet } from '#core/prices';
import type { OfferedMarket } from '#schemas/markets';
import type { League } from '#schemas/sports';

/**
 * The replies of The Odds API v4 (https://the-odds-api.com/liveapi/guides/v4/), as far as we read them. Unknown fields are dropped. The
 * readers check lists item by item, so that one bad item is set aside alone.
 */

/** The region of the books, and the odds format in which they quote, so that each price is the text that its book wrote. */
export interface Asking {
  readonly regions: string;
  readonly format: PriceSheet['format'];
}

/** The provider's sport for each of our leagues, and the books to ask. Only American books quote soccer's players. */
export const PROVIDER_LEAGUES: Readonly<
  Record<League, Asking & { sport: string; players: Asking & { markets: readonly PlayerMarketKey[] } }>
> = {
  nfl: {
    sport: 'americanfootball_nfl',
    regions: 'us',
    format: 'american',
    players: {
      regions: 'us',
      format: 'american',
      markets: [
        'player_pass_yds',
        'player_pass_tds',
        'player_rush_yds',
        'player_receptions',
        'player_reception_yds',
        'player_anytime_td',
      ],
    },
  },
  epl: {
    sport: 'soccer_epl',
    regions: 'eu',
    format: 'decimal',
    players: {
      regions: 'us',
      format: 'american',
      markets: ['player_goal_scorer_anytime', 'player_shots_on_target', 'player_assists'],
    },
  },
};

/** The provider's markets that we read. `h2h` is our three_way in a sport with a Draw. */
export const PROVIDER_MARKETS: Readonly<Record<string, { markets: readonly OfferedMarket[]; alternate: boolean }>> = {
  h2h: { markets: ['moneyline', 'three_way'], alternate: false },
  spreads: { markets: ['spread'], alternate: false },
  totals: { markets: ['total'], alternate: false },
  alternate_spreads: { markets: ['spread'], alternate: true },
  alternate_totals: { markets: ['total'], alternate: true },
};

/** The provider's player markets, with our statistic of each. `player_assists` means tackles in football, where we do not ask for it. */
export const PROVIDER_PLAYER_MARKETS = {
  player_pass_yds: { market: 'player_total', stat: 'pass_yards' },
  player_pass_tds: { market: 'player_total', stat: 'pass_touchdowns' },
  player_rush_yds: { market: 'player_total', stat: 'rush_yards' },
  player_receptions: { market: 'player_total', stat: 'receptions' },
  player_reception_yds: { market: 'player_total', stat: 'reception_yards' },
  player_anytime_td: { market: 'player_yes_no', stat: 'touchdowns' },
  player_goal_scorer_anytime: { market: 'player_yes_no', stat: 'goals' },
  player_shots_on_target: { market: 'player_total', stat: 'shots_on_target' },
  player_assists: { market: 'player_total', stat: 'assists' },
} as const satisfies Record<string, { market: OfferedMarket; stat: string }>;
export type PlayerMarketKey = keyof typeof PROVIDER_PLAYER_MARKETS;

const Name = z.string().trim().min(1).max(100);

export const GameId = z.string().regex(/^[\w-]{1,64}$/);

/** The fields of every game, with prices or with a score. */
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

const Outcome = z.object({ name: z.string(), price: z.number(), point: z.number().optional() });
export type ProviderOutcome = z.output<typeof Outcome>;

export const ProviderMarket = z.object({ key: z.string(), outcomes: z.array(Outcome).min(1) });

/** A player market holds all players of a game; `description` of each outcome names the player. */
export const ProviderPlayerMarket = z.object({
  key: z.literal(Object.keys(PROVIDER_PLAYER_MARKETS) as PlayerMarketKey[]),
  outcomes: z.array(z.unknown()).min(1),
});
export const PlayerOutcome = Outcome.extend({ description: Name.normalize() });

export const ScoresGame = Game.extend({
  completed: z.boolean(),
  /** A team's points as text, `"24"`, or as the same number. Null before the game. */
  scores: z
    .array(z.object({ name: z.string(), score: z.union([z.string().regex(/^\d{1,3}$/), z.int().min(0).max(999)]) }))
    .nullable(),
});
