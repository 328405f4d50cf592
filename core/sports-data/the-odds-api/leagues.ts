import type { PriceSheet } from '#core/prices';
import type { OfferedMarket } from '#schemas/markets';
import type { League } from '#schemas/sports';
import type { PlayerMarketKey } from './protocol.ts';

/** The region of the books, and the odds format in which they quote, so that each price is the text that its book wrote. */
export interface Asking {
  readonly regions: string;
  readonly format: PriceSheet['format'];
}

type MainKey = 'h2h' | 'spreads' | 'totals' | 'outrights';

/** The provider's part of a league. */
export interface ProviderLeague extends Asking {
  /** The provider's key of its sport; of a tour the beginning of all its keys, since each tournament has one of its own. */
  readonly key: string;
  readonly isTour?: true;
  /** The main markets that are asked. Each costs a credit for each region. */
  readonly main: readonly MainKey[];
  /** Our markets of `h2h`: the first one that has as many selections as the provider shows outcomes. */
  readonly h2h: readonly OfferedMarket[];
  /** True where the provider reports scores of the league. */
  readonly scores: boolean;
  /** Lines that are asked game by game; null for none. */
  readonly further: { readonly players: Asking & { readonly markets: readonly PlayerMarketKey[] } } | null;
}

const US: Asking = { regions: 'us', format: 'american' };
const EU: Asking = { regions: 'eu', format: 'decimal' };
const AU: Asking = { regions: 'au', format: 'decimal' };

const ALL: readonly MainKey[] = ['h2h', 'spreads', 'totals'];
const usGame = { ...US, main: ALL, h2h: ['moneyline'], scores: true } as const;
const soccer = { ...EU, main: ALL, h2h: ['three_way'], scores: true } as const;

const football = {
  ...usGame,
  further: {
    players: {
      ...US,
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
} as const;
const basketball = {
  ...usGame,
  further: { players: { ...US, markets: ['player_points', 'player_rebounds', 'player_assists', 'player_threes'] } },
} as const;
/** Only American books quote soccer's players, and only those of some leagues. */
const soccerPlayers = {
  players: { ...US, markets: ['player_goal_scorer_anytime', 'player_shots_on_target', 'player_assists'] },
} as const;
const linesAlone = { players: { ...EU, markets: [] } } as const;
/** Tennis, fights and boxing: the provider has odds of them, and no scores. */
const unscored = { scores: false, further: null } as const;
const fight = { ...US, main: ['h2h', 'totals'], h2h: ['moneyline', 'three_way'], ...unscored } as const;
const tennis = { ...EU, main: ALL, h2h: ['moneyline'], ...unscored, isTour: true } as const;
/** Tournaments with a field of competitors. Each has a key of its own. */
const outrights = { ...US, main: ['outrights'], h2h: [], ...unscored, isTour: true } as const;
const oval = { ...AU, main: ALL, h2h: ['moneyline', 'three_way'], scores: true, further: null } as const;

export const PROVIDER_LEAGUES: Readonly<Record<League, ProviderLeague>> = {
  nfl: { key: 'americanfootball_nfl', ...football },
  ncaaf: { key: 'americanfootball_ncaaf', ...football },
  nba: { key: 'basketball_nba', ...basketball },
  wnba: { key: 'basketball_wnba', ...basketball },
  ncaab: { key: 'basketball_ncaab', ...basketball },
  mlb: {
    key: 'baseball_mlb',
    ...usGame,
    further: { players: { ...US, markets: ['batter_hits', 'batter_home_runs', 'pitcher_strikeouts'] } },
  },
  nhl: {
    key: 'icehockey_nhl',
    ...usGame,
    further: { players: { ...US, markets: ['player_points', 'player_shots_on_goal', 'player_goal_scorer_anytime'] } },
  },
  epl: { key: 'soccer_epl', ...soccer, further: soccerPlayers },
  la_liga: { key: 'soccer_spain_la_liga', ...soccer, further: soccerPlayers },
  bundesliga: { key: 'soccer_germany_bundesliga', ...soccer, further: soccerPlayers },
  serie_a: { key: 'soccer_italy_serie_a', ...soccer, further: soccerPlayers },
  ligue_1: { key: 'soccer_france_ligue_one', ...soccer, further: soccerPlayers },
  mls: { key: 'soccer_usa_mls', ...soccer, further: soccerPlayers },
  champions_league: { key: 'soccer_uefa_champs_league', ...soccer, further: linesAlone },
  europa_league: { key: 'soccer_uefa_europa_league', ...soccer, further: linesAlone },
  world_cup: { key: 'soccer_fifa_world_cup', ...soccer, further: linesAlone },
  euro: { key: 'soccer_uefa_european_championship', ...soccer, further: linesAlone },
  dfb_pokal: { key: 'soccer_germany_dfb_pokal', ...soccer, further: linesAlone },
  atp: { key: 'tennis_atp_', ...tennis },
  wta: { key: 'tennis_wta_', ...tennis },
  ufc: { key: 'mma_mixed_martial_arts', ...fight },
  boxing: { key: 'boxing_boxing', ...fight },
  nrl: { key: 'rugbyleague_nrl', ...oval },
  six_nations: { key: 'rugbyunion_six_nations', ...oval, ...EU },
  afl: { key: 'aussierules_afl', ...oval },
  golf_majors: { key: 'golf_', ...outrights },
};

/** True if a key of the provider is that of the league, or of one of its tournaments. */
export function isKeyOf(league: League, key: string): boolean {
  const row = PROVIDER_LEAGUES[league];
  return row.isTour ? key.startsWith(row.key) : key === row.key;
}
