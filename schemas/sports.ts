/** Which leagues the product has, and which markets an event of a sport can have. Two tables; a new sport is a row of the second. */

/** Every market that a pick can be made on, and what can be picked in it. Team totals name the team, a correct score is written `2-1`. */
export const MARKET_SELECTIONS = {
  moneyline: ['home', 'away'],
  three_way: ['home', 'draw', 'away'],
  draw_no_bet: ['home', 'away'],
  double_chance: ['home_draw', 'home_away', 'draw_away'],
  spread: ['home', 'away'],
  three_way_handicap: ['home', 'draw', 'away'],
  total: ['over', 'under'],
  team_total: ['home_over', 'home_under', 'away_over', 'away_under'],
  both_teams_to_score: ['yes', 'no'],
  odd_even: ['odd', 'even'],
  correct_score: /^\d{1,2}-\d{1,2}$/,
  first_to: ['home', 'away'],
  race_to: ['home', 'away'],
  player_total: ['over', 'under'],
  player_yes_no: ['yes', 'no'],
} as const satisfies Record<string, readonly string[] | RegExp>;

export type Market = keyof typeof MARKET_SELECTIONS;
export const MARKETS = Object.keys(MARKET_SELECTIONS) as [Market, ...Market[]];

/** The finest step of a line. Null: the market has none. */
export type LineStep = 'whole' | 'half' | 'quarter' | null;

/** What a market is in one sport. */
export interface MarketRule {
  readonly line: LineStep;
  readonly periods: readonly string[];
}

export interface SportRule {
  readonly leagues: readonly string[];
  readonly markets: Readonly<Partial<Record<Market, MarketRule>>>;
}

/** Markets on what one player did: they name the player and the statistic, and only those that the provider offers for an event are taken. */
export const PLAYER_MARKETS: readonly Market[] = ['player_total', 'player_yes_no'];

const game = ['game'] as const;
const quarters = ['game', 'H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4'] as const;
const halves = ['game', 'H1', 'H2'] as const;

export const SPORTS = {
  american_football: {
    leagues: ['nfl'],
    markets: {
      moneyline: { line: null, periods: quarters },
      three_way: { line: null, periods: quarters },
      spread: { line: 'half', periods: quarters },
      total: { line: 'half', periods: quarters },
      team_total: { line: 'half', periods: quarters },
      odd_even: { line: null, periods: quarters },
      first_to: { line: null, periods: game },
      race_to: { line: 'whole', periods: game },
      player_total: { line: 'half', periods: game },
      player_yes_no: { line: null, periods: game },
    },
  },
  soccer: {
    leagues: ['epl'],
    markets: {
      three_way: { line: null, periods: halves },
      draw_no_bet: { line: null, periods: halves },
      double_chance: { line: null, periods: halves },
      spread: { line: 'quarter', periods: halves },
      three_way_handicap: { line: 'whole', periods: halves },
      total: { line: 'quarter', periods: halves },
      team_total: { line: 'quarter', periods: halves },
      both_teams_to_score: { line: null, periods: halves },
      odd_even: { line: null, periods: halves },
      correct_score: { line: null, periods: halves },
      first_to: { line: null, periods: game },
      player_total: { line: 'half', periods: game },
      player_yes_no: { line: null, periods: game },
    },
  },
} as const satisfies Record<string, SportRule>;

export type Sport = keyof typeof SPORTS;
export type League = (typeof SPORTS)[Sport]['leagues'][number];

export const SPORT_NAMES = Object.keys(SPORTS) as Sport[];
export const LEAGUE_NAMES = Object.values(SPORTS).flatMap((sport) => [...sport.leagues]) as League[];

/** How a league is called, and whose calendar its game days follow. */
export const LEAGUES = {
  nfl: { title: 'NFL', zone: 'America/New_York' },
  epl: { title: 'Premier League', zone: 'Europe/London' },
} as const satisfies Record<League, { title: string; zone: string }>;

export const leaguesOf = (sport: Sport): readonly League[] => SPORTS[sport].leagues;
export const sportOf = (league: League): Sport => SPORT_NAMES.find((sport) => leaguesOf(sport).includes(league)) as Sport;
/** Undefined where a sport has no such market. */
export const marketOf = (sport: Sport, market: Market): MarketRule | undefined =>
  (SPORTS[sport].markets as Readonly<Partial<Record<Market, MarketRule>>>)[market];

/** The selections that a provider's market lists one by one. */
export const listedSelections = (market: Market): readonly string[] => {
  const selections: readonly string[] | RegExp = MARKET_SELECTIONS[market];
  return selections instanceof RegExp ? [] : selections;
};
export const isSelection = (market: Market, selection: string): boolean => {
  const selections: readonly string[] | RegExp = MARKET_SELECTIONS[market];
  return selections instanceof RegExp ? selections.test(selection) : selections.includes(selection);
};
