import * as z from 'zod';
import type { OfferedMarket } from '#schemas/markets';
import { CompetitorName } from '#schemas/settlement';

/**
 * The replies of The Odds API v4 (https://the-odds-api.com/liveapi/guides/v4/), as far as we read them. Unknown fields are dropped. The
 * readers check lists item by item, so that one bad item is set aside alone.
 */

/** The provider's markets that we read. Those of `h2h` are named by league (leagues.ts). */
export const PROVIDER_MARKETS: Readonly<Record<string, { market: OfferedMarket | null; alternate: boolean }>> = {
  h2h: { market: null, alternate: false },
  spreads: { market: 'spread', alternate: false },
  totals: { market: 'total', alternate: false },
  alternate_spreads: { market: 'spread', alternate: true },
  alternate_totals: { market: 'total', alternate: true },
};

/**
 * The provider's player markets, with our statistic of each. `player_assists` means tackles in football, where we do not ask for it.
 */
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
  player_points: { market: 'player_total', stat: 'points' },
  player_rebounds: { market: 'player_total', stat: 'rebounds' },
  player_threes: { market: 'player_total', stat: 'threes' },
  player_shots_on_goal: { market: 'player_total', stat: 'shots_on_goal' },
  batter_hits: { market: 'player_total', stat: 'hits' },
  batter_home_runs: { market: 'player_total', stat: 'home_runs' },
  pitcher_strikeouts: { market: 'player_total', stat: 'strikeouts' },
} as const satisfies Record<string, { market: OfferedMarket; stat: string }>;
export type PlayerMarketKey = keyof typeof PROVIDER_PLAYER_MARKETS;

const Name = z.string().trim().min(1).max(100);
/** The competition of `Masters Tournament Winner`, which is a market of it. */
export const withoutWinner = (title: string): string => title.trim().replace(/\s+Winner$/i, '');
const Title = z.string().transform(withoutWinner).pipe(Name);

export const GameId = z.string().regex(/^[\w-]{1,64}$/);

const event = { id: GameId, sport_key: z.string(), commence_time: z.iso.datetime() };
/** Two sides, or a field of competitors, which has neither: its competition is its name. */
const sides = { ...event, home_team: Name, away_team: Name };
const field = { ...event, home_team: z.literal(null), away_team: z.literal(null), sport_title: Title };

/** The fields of every game, with or without prices and score, by what plays in it. */
export const Game = { sides: z.object(sides), field: z.object(field) };
export type Game = z.output<(typeof Game)[keyof typeof Game]>;

const odds = { bookmakers: z.array(z.unknown()) };
export const OddsGame = { sides: Game.sides.extend(odds), field: Game.field.extend(odds) };

export const Bookmaker = z.object({
  key: z.string().regex(/^[a-z0-9][a-z0-9_]{0,39}$/),
  title: z.string().trim().min(1).max(60),
  markets: z.array(z.unknown()),
});

/** A market without lines has no point, or null. */
const Outcome = z.object({
  name: z.string(),
  price: z.number(),
  point: z
    .number()
    .nullish()
    .transform((point) => point ?? undefined),
});
export type ProviderOutcome = z.output<typeof Outcome>;

export const ProviderMarket = z.object({ key: z.string(), outcomes: z.array(Outcome).min(1) });

/** A player market holds all players of a game; `description` of each outcome names the player. */
export const ProviderPlayerMarket = z.object({
  key: z.literal(Object.keys(PROVIDER_PLAYER_MARKETS) as PlayerMarketKey[]),
  outcomes: z.array(z.unknown()).min(1),
});
export const PlayerOutcome = Outcome.extend({ description: Name.normalize() });

/** The market on the winner of a field; `name` of each outcome is a competitor. */
export const ProviderFieldMarket = z.object({ key: z.literal('outrights'), outcomes: z.array(z.unknown()).min(1) });
export const FieldOutcome = Outcome.extend({ name: CompetitorName });

const scores = {
  completed: z.boolean(),
  /** A team's points as text, `"24"`, or as the same number. Null, absent or empty before the game. */
  scores: z
    .array(z.object({ name: z.string(), score: z.union([z.string().regex(/^\d{1,3}$/), z.int().min(0).max(999)]) }))
    .nullish(),
};
export const ScoresGame = { sides: Game.sides.extend(scores), field: Game.field.extend(scores) };

/** A sport in season, as `/v4/sports` lists it. One with outrights has no games, unless it is a tournament of a league of ours. */
export const InSeason = z.object({
  key: z.string().regex(/^[\w-]{1,80}$/),
  title: Name,
  active: z.boolean(),
  has_outrights: z.boolean().optional(),
});
