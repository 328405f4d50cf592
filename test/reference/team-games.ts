import { readFileSync } from 'node:fs';
import { closingOdds, type Odds, readTable, usualOdds } from './facts.ts';
import { both, type Pair } from './verdict.ts';

/** A played game of two teams as the reference knows it. */
export interface TeamGame {
  readonly id: string;
  readonly league: LeagueFacts;
  readonly home: string;
  readonly away: string;
  /** The periods of regulation time. Empty where the source has the final score alone. */
  readonly parts: readonly Pair[];
  /** All overtime together. Null where none was played. */
  readonly overtime: Pair | null;
  readonly shootout: Pair | null;
  /** The official score. */
  readonly score: Pair;
  /** Innings begun; null in another sport and where the source does not say. */
  readonly innings: number | null;
  readonly scheduled: number;
  /** The score after each goal, where the source has it. */
  readonly goals: readonly Pair[];
  readonly corners: Pair | null;
  readonly prices: Readonly<Record<'home' | 'draw' | 'away', Odds>>;
  readonly spread: number | null;
  readonly total: number | null;
}

/** The rules of a league in the reference's own words. Minutes are null in baseball. */
export interface LeagueFacts {
  readonly sport: string;
  /** Names under which the league is known; undefined: not named. */
  readonly names: readonly (string | undefined)[];
  readonly parts: readonly string[];
  readonly wholes: Readonly<Record<string, readonly number[]>>;
  readonly minutes: { readonly length: number; readonly sides: number; readonly totals: number } | null;
  readonly overtimeCounts: boolean;
  /** The part of the game that takes overtime in. */
  readonly takesOvertime: string | null;
}

const INNINGS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'];
const soccer: LeagueFacts = {
  sport: 'soccer',
  names: [undefined, 'soccer_germany_bundesliga'],
  parts: ['H1', 'H2'],
  wholes: {},
  minutes: { length: 90, sides: 90, totals: 90 },
  overtimeCounts: false,
  takesOvertime: null,
};
const LEAGUES: Readonly<Record<string, LeagueFacts>> = {
  basketball_nba: {
    sport: 'basketball',
    names: ['basketball_nba', 'NBA', undefined],
    parts: ['Q1', 'Q2', 'Q3', 'Q4'],
    wholes: { H1: [0, 1], H2: [2, 3] },
    minutes: { length: 48, sides: 43, totals: 48 },
    overtimeCounts: true,
    takesOvertime: 'H2',
  },
  basketball_ncaab: {
    sport: 'basketball',
    names: ['basketball_ncaab', 'ncaab', 'NCAA', 'college'],
    parts: ['H1', 'H2'],
    wholes: {},
    minutes: { length: 40, sides: 35, totals: 40 },
    overtimeCounts: true,
    takesOvertime: 'H2',
  },
  icehockey_nhl: {
    sport: 'ice_hockey',
    names: [undefined, 'icehockey_nhl'],
    parts: ['P1', 'P2', 'P3'],
    wholes: {},
    minutes: { length: 60, sides: 55, totals: 55 },
    overtimeCounts: true,
    takesOvertime: null,
  },
  baseball_mlb: {
    sport: 'baseball',
    names: [undefined, 'baseball_mlb'],
    parts: INNINGS,
    wholes: { F5: [0, 1, 2, 3, 4] },
    minutes: null,
    overtimeCounts: true,
    takesOvertime: null,
  },
  soccer_germany_dfb_pokal: soccer,
  soccer_germany_bundesliga: soccer,
  americanfootball_nfl: {
    sport: 'american_football',
    names: [undefined, 'americanfootball_nfl'],
    parts: [],
    wholes: {},
    minutes: { length: 60, sides: 55, totals: 55 },
    overtimeCounts: true,
    takesOvertime: 'H2',
  },
};

const pair = (text: string): Pair => text.split('-').map(Number) as [number, number];
const pairs = (text: string): Pair[] => (text === '' ? [] : text.split(' ').map(pair));

type Column =
  | 'league'
  | 'home'
  | 'away'
  | 'home_score'
  | 'away_score'
  | 'home_parts'
  | 'away_parts'
  | 'beyond'
  | 'shootout'
  | 'innings'
  | 'scheduled_innings'
  | 'odds'
  | 'win_home'
  | 'win_draw'
  | 'win_away'
  | 'spread_line'
  | 'total_line'
  | 'goals'
  | 'corners';

function fromTable(row: Readonly<Record<Column, string>>, i: number): TeamGame {
  const league = LEAGUES[row.league] as LeagueFacts;
  const [home, away] = [row.home_parts, row.away_parts].map((text) => text.split(' ').map((n) => (n === 'x' ? 0 : Number(n))));
  const all = (home ?? []).map((points, at): Pair => [points, away?.[at] ?? 0]);
  const regulation = row.beyond === '' ? all.length : league.parts.length;
  const shootout =
    row.shootout === ''
      ? null
      : row.shootout.includes('-')
        ? pair(row.shootout)
        : ([row.shootout === 'home' ? 1 : 0, row.shootout === 'home' ? 0 : 1] as const);
  const overtime = row.beyond === '' ? null : both(all.slice(regulation));
  return {
    id: `${row.league}-${i}`,
    league,
    home: row.home,
    away: row.away,
    parts: all.slice(0, regulation),
    overtime,
    shootout,
    score: [Number(row.home_score), Number(row.away_score)],
    innings: row.innings === '' ? null : Number(row.innings),
    scheduled: row.scheduled_innings === '' ? 9 : Number(row.scheduled_innings),
    goals: pairs(row.goals),
    corners: row.corners === '' ? null : pair(row.corners),
    prices: {
      home: closingOdds(row.odds, row.win_home, i),
      draw: closingOdds(row.odds, row.win_draw, i + 1),
      away: closingOdds(row.odds, row.win_away, i + 2),
    },
    spread: row.spread_line === '' ? null : Number(row.spread_line) * 4,
    total: row.total_line === '' ? null : Number(row.total_line) * 4,
  };
}

interface ProviderGame {
  readonly home_team: string;
  readonly away_team: string;
  readonly overtime: boolean;
  readonly scores: readonly { readonly name: string; readonly score: string }[];
}
/** Week 1 of the NFL season 2022, from the replay's own file: final scores, and whether overtime was played. */
function footballGames(): TeamGame[] {
  const file = new URL('../../local/provider/data/nfl-2022-week-1.json', import.meta.url);
  const { games } = JSON.parse(readFileSync(file, 'utf8')) as { games: ProviderGame[] };
  return games.map(({ home_team: home, away_team: away, overtime, scores }, i) => {
    const of = (team: string) => Number(scores.find(({ name }) => name === team)?.score);
    return {
      id: `americanfootball_nfl-${i}`,
      league: LEAGUES.americanfootball_nfl as LeagueFacts,
      home,
      away,
      parts: [],
      overtime: overtime ? ([Number.NaN, Number.NaN] as const) : null,
      shootout: null,
      score: [of(home), of(away)],
      innings: null,
      scheduled: 9,
      goals: [],
      corners: null,
      prices: { home: usualOdds(i), draw: usualOdds(i + 1), away: usualOdds(i + 2) },
      spread: null,
      total: null,
    };
  });
}

export const TEAM_GAMES: readonly TeamGame[] = [...readTable<Column>('team-games').map(fromTable), ...footballGames()];

/** The score of a part of the game; null where it was not played. */
export function partScore({ league, parts, overtime }: TeamGame, period: string): Pair | null {
  if (period === 'OT') return overtime;
  const numbers = league.wholes[period] ?? [league.parts.indexOf(period)];
  return numbers.every((n) => parts[n] !== undefined) ? both(numbers.map((n) => parts[n] as Pair)) : null;
}

const REGULATION_MARKETS = ['three_way', 'draw_no_bet', 'double_chance', 'three_way_handicap'];
export const isOnRegulation = (market: string): boolean => REGULATION_MARKETS.includes(market);

/** The score that a market is settled on, all facts known; null where its part of the game was not played. */
export function scoreOf(game: TeamGame, market: string, period: string): Pair | null {
  const { league, parts, overtime } = game;
  if (period !== 'game') {
    const own = partScore(game, period);
    const extended = period === league.takesOvertime && !isOnRegulation(market);
    return own && extended && overtime ? both([own, overtime]) : own;
  }
  if (league.overtimeCounts && !isOnRegulation(market)) return game.score;
  return game.overtime ? both(parts) : game.score;
}

/** The periods that a game's facts tell of, beside the whole. */
export const periodsOf = ({ league, parts, overtime }: TeamGame): string[] => [
  ...league.parts.slice(0, parts.length),
  ...(parts.length > 0 ? Object.keys(league.wholes) : []),
  ...(overtime && parts.length > 0 ? ['OT'] : []),
];
