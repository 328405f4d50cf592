import { LEAGUES, type LeagueRow, SPORT_ROWS } from './leagues.ts';

/** The names and types of sports and leagues, from the tables of schemas/leagues.ts. */

export type Sport = keyof typeof SPORT_ROWS;
export const SPORTS = Object.keys(SPORT_ROWS) as [Sport, ...Sport[]];

export type League = keyof typeof LEAGUES;
export const LEAGUE_NAMES = Object.keys(LEAGUES) as League[];
export const leagueRow = (league: League): LeagueRow => LEAGUES[league];

/** A sport of at least one league: events and picks are of these alone. */
export type CoveredSport = (typeof LEAGUES)[League]['sport'];
export const COVERED_SPORTS = [...new Set(LEAGUE_NAMES.map((league) => LEAGUES[league].sport))] satisfies CoveredSport[];

export const leaguesOf = (sport: CoveredSport): readonly League[] =>
  LEAGUE_NAMES.filter((league) => LEAGUES[league].sport === sport);
export const sportOf = (league: League): CoveredSport => LEAGUES[league].sport;

/** True where events of the sport have a field of competitors, and false where they have two sides. */
export const hasField = (sport: Sport): boolean => SPORT_ROWS[sport].competitors === 'field';
