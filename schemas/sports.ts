/** Which leagues, markets and lines the product has. One table; a new sport is a row here. */

export const MARKETS = ['moneyline', 'three_way', 'spread', 'total'] as const;
export type Market = (typeof MARKETS)[number];

export const SELECTIONS = ['home', 'away', 'draw', 'over', 'under'] as const;
export type Selection = (typeof SELECTIONS)[number];

/** `halves`: whole and half lines; `quarters`: also quarter lines. Null: the market has no line. */
export type LineStep = 'halves' | 'quarters' | null;

export interface MarketRule {
  readonly selections: readonly Selection[];
  readonly line: LineStep;
}

export interface SportRule {
  readonly leagues: readonly string[];
  readonly markets: Readonly<Partial<Record<Market, MarketRule>>>;
}

const sides = ['home', 'away'] as const;
const overUnder = ['over', 'under'] as const;

export const SPORTS = {
  american_football: {
    leagues: ['nfl'],
    markets: {
      moneyline: { selections: sides, line: null },
      spread: { selections: sides, line: 'halves' },
      total: { selections: overUnder, line: 'halves' },
    },
  },
  soccer: {
    leagues: ['epl'],
    markets: {
      three_way: { selections: ['home', 'draw', 'away'], line: null },
      spread: { selections: sides, line: 'quarters' },
      total: { selections: overUnder, line: 'quarters' },
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
