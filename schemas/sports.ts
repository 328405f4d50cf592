/**
 * The sports that can be graded and the leagues whose events are listed. A league is a row of `LEAGUES`; a sport is a name in `SPORTS` and a row of
 * `SPORT_RULES` (core/grading/sport-rules.ts), without which it does not compile.
 */

export const SPORTS = [
  'american_football',
  'basketball',
  'baseball',
  'ice_hockey',
  'soccer',
  'tennis',
  'mma',
  'boxing',
  'golf',
  'motor_racing',
  'rugby',
  'aussie_rules',
  'horse_racing',
] as const;
export type Sport = (typeof SPORTS)[number];

/** Every league: its sport, its title, and the time zone whose calendar its game days follow. */
export const LEAGUES = {
  nfl: { sport: 'american_football', title: 'NFL', zone: 'America/New_York' },
  epl: { sport: 'soccer', title: 'Premier League', zone: 'Europe/London' },
} as const satisfies Record<string, { sport: Sport; title: string; zone: string }>;

export type League = keyof typeof LEAGUES;
export const LEAGUE_NAMES = Object.keys(LEAGUES) as League[];

/** A sport of at least one league: events and picks are of these alone. */
export type CoveredSport = (typeof LEAGUES)[League]['sport'];
export const COVERED_SPORTS = [...new Set(LEAGUE_NAMES.map((league) => LEAGUES[league].sport))] satisfies CoveredSport[];

export const leaguesOf = (sport: CoveredSport): readonly League[] =>
  LEAGUE_NAMES.filter((league) => LEAGUES[league].sport === sport);
export const sportOf = (league: League): CoveredSport => LEAGUES[league].sport;
