import type { League } from '../../schemas/sports.ts';

/** Milliseconds. */
export const MINUTE = 60_000;
/** Minutes. */
export const DAY = 24 * 60;

/**
 * Months of leagues. Numbers of games are those of the leagues' own schedules of 2025: a league of n teams with m games each has n * m / 2.
 * nfl.com: 32 * 17 / 2 = 272 in 18 weeks. ncaa.com: some 55 games a week of the 136 teams of FBS; 365 teams of Division I with some 31 games from
 * 3 November on. nba.com: 30 * 82 / 2 = 1,230 from 21 October to 12 April. nhl.com: 32 * 82 / 2 = 1,312 from 7 October to 16 April. mlb.com: the
 * postseason, some 40 games of October. wnba.com: four finals from 3 to 10 October. premierleague.com, laliga.com, legaseriea.it: 20 * 38 / 2 = 380;
 * bundesliga.com, ligue1.com: 18 * 34 / 2 = 306; no round from 6 to 16 October and from 10 to 20 November, when national teams play. uefa.com:
 * 36 * 8 / 2 = 144 of each cup, 18 on a match day. dfb.de: 16 games of the second round on 28 and 29 October. mlssoccer.com: the last rounds until 18
 * October, then play-offs. nrl.com: the grand final on 5 October. atptour.com, wtatennis.com: draws of 32 and of 96. ufc.com: four cards of some 12
 * fights a month. boxing: some 20 fights a month that the provider quotes.
 */

/** The games of a league in a month. */
export interface LeagueMonth {
  /** Games on each of these days of the week, 0 being a Sunday. */
  readonly week: Readonly<Record<number, number>>;
  /** The hours in UTC between which games start. */
  readonly hours: readonly [number, number];
  /** The number of different starts of a day. */
  readonly slots: number;
  /** The spans of days on which it plays, `1-5, 17-31`; all days where this is left out. */
  readonly days?: string;
}
type MonthOfLeagues = Partial<Record<League, LeagueMonth>>;

/** Regular seasons as the leagues publish them: games, and the weeks or rounds in which they are played. */
export const SEASONS: Partial<Record<League, { readonly games: number; readonly weeks: number; readonly source: string }>> = {
  nfl: { games: 272, weeks: 18, source: 'nfl.com: 32 teams with 17 games in 18 weeks' },
  nba: { games: 1_230, weeks: 24.9, source: 'nba.com: 30 teams with 82 games, 21 October 2025 to 12 April 2026' },
  nhl: { games: 1_312, weeks: 27.4, source: 'nhl.com: 32 teams with 82 games, 7 October 2025 to 16 April 2026' },
  mlb: { games: 2_430, weeks: 26.6, source: 'mlb.com: 30 teams with 162 games, 27 March to 28 September 2025' },
  epl: { games: 380, weeks: 38, source: 'premierleague.com: 20 teams, 38 rounds' },
  la_liga: { games: 380, weeks: 38, source: 'laliga.com: 20 teams, 38 rounds' },
  serie_a: { games: 380, weeks: 38, source: 'legaseriea.it: 20 teams, 38 rounds' },
  bundesliga: { games: 306, weeks: 34, source: 'bundesliga.com: 18 teams, 34 rounds' },
  ligue_1: { games: 306, weeks: 34, source: 'ligue1.com: 18 teams, 34 rounds' },
};

const EUROPE: MonthOfLeagues = {
  epl: { week: { 0: 3, 1: 1, 6: 6 }, hours: [12, 20], slots: 4 },
  la_liga: { week: { 0: 4, 1: 1, 5: 1, 6: 4 }, hours: [13, 20], slots: 4 },
  bundesliga: { week: { 0: 2, 5: 1, 6: 6 }, hours: [14, 20], slots: 3 },
  serie_a: { week: { 0: 4, 1: 1, 5: 1, 6: 4 }, hours: [11, 20], slots: 4 },
  ligue_1: { week: { 0: 5, 5: 1, 6: 3 }, hours: [13, 20], slots: 4 },
};
const on = (days: LeagueMonth['days'], leagues: MonthOfLeagues): MonthOfLeagues =>
  Object.fromEntries(Object.entries(leagues).map(([league, month]) => [league, { ...month, days }]));

const FIGHTS: MonthOfLeagues = {
  ufc: { week: { 6: 12 }, hours: [22, 28], slots: 12 },
  boxing: { week: { 6: 5 }, hours: [20, 27], slots: 5 },
};
const NFL: LeagueMonth = { week: { 0: 14, 1: 1, 4: 1 }, hours: [18, 25], slots: 4 };
const NCAAF: LeagueMonth = { week: { 2: 3, 3: 3, 5: 4, 6: 45 }, hours: [17, 27], slots: 8 };
const NBA: LeagueMonth = { week: { 0: 7, 1: 8, 2: 5, 3: 11, 4: 4, 5: 11, 6: 7 }, hours: [23, 27], slots: 6 };
const NHL: LeagueMonth = { week: { 0: 5, 1: 5, 2: 9, 3: 3, 4: 10, 5: 5, 6: 12 }, hours: [23, 27], slots: 6 };
const TENNIS: LeagueMonth = { week: { 0: 1, 1: 8, 2: 8, 3: 6, 4: 4, 5: 2, 6: 2 }, hours: [10, 20], slots: 8 };
const CUP_NIGHTS = { week: { 2: 9, 3: 9 }, hours: [17, 20], slots: 2 } as const;
const CUP_THURSDAYS = { week: { 4: 18 }, hours: [17, 20], slots: 2 } as const;

export const MONTHS: readonly {
  readonly name: string;
  readonly from: number;
  readonly days: number;
  readonly leagues: MonthOfLeagues;
}[] = [
  {
    name: 'September',
    from: Date.UTC(2025, 8, 1),
    days: 30,
    leagues: {
      nfl: { ...NFL, days: '4-30' },
      ncaaf: NCAAF,
      mlb: { week: { 0: 15, 1: 10, 2: 15, 3: 15, 4: 8, 5: 15, 6: 15 }, hours: [17, 26], slots: 8, days: '1-28' },
      wnba: { week: { 0: 3, 2: 4, 3: 2, 4: 4, 5: 2 }, hours: [23, 26], slots: 2 },
      ...on('12-30', EUROPE),
      mls: { week: { 3: 4, 6: 13 }, hours: [20, 26], slots: 4 },
      champions_league: { ...CUP_NIGHTS, days: '16-17, 30-30' },
      europa_league: { ...CUP_THURSDAYS, days: '25-25' },
      atp: { ...TENNIS, days: '1-7, 17-30' },
      wta: { ...TENNIS, days: '1-6, 8-30' },
      ...FIGHTS,
      nrl: { week: { 4: 1, 5: 2, 6: 3, 0: 2 }, hours: [6, 10], slots: 3 },
      afl: { week: { 4: 1, 5: 1, 6: 2 }, hours: [5, 10], slots: 2, days: '4-27' },
    },
  },
  {
    name: 'October',
    from: Date.UTC(2025, 9, 1),
    days: 31,
    leagues: {
      nfl: NFL,
      ncaaf: NCAAF,
      nba: { ...NBA, days: '21-31' },
      nhl: { ...NHL, days: '7-31' },
      mlb: { week: { 0: 1, 1: 2, 2: 1, 3: 1, 4: 1, 5: 1, 6: 2 }, hours: [18, 25], slots: 2 },
      wnba: { week: { 0: 1, 3: 1, 5: 1 }, hours: [24, 24], slots: 1, days: '3-10' },
      ...on('1-5, 17-31', EUROPE),
      mls: { week: { 0: 3, 3: 3, 6: 11 }, hours: [20, 26], slots: 4 },
      champions_league: {
        ...CUP_NIGHTS,
        days: '1-1, 21-22',
      },
      europa_league: {
        ...CUP_THURSDAYS,
        days: '2-2, 23-23',
      },
      dfb_pokal: { week: { 2: 8, 3: 8 }, hours: [17, 20], slots: 2, days: '28-29' },
      atp: TENNIS,
      wta: TENNIS,
      ...FIGHTS,
      nrl: { week: { 0: 1 }, hours: [8, 8], slots: 1, days: '5-5' },
    },
  },
  {
    name: 'November',
    from: Date.UTC(2025, 10, 1),
    days: 30,
    leagues: {
      nfl: NFL,
      ncaaf: NCAAF,
      nba: NBA,
      nhl: NHL,
      ncaab: {
        week: { 0: 30, 1: 35, 2: 45, 3: 40, 4: 30, 5: 45, 6: 80 },
        hours: [17, 28],
        slots: 14,
        days: '3-30',
      },
      ...on('1-9, 21-30', EUROPE),
      mls: { week: { 0: 2, 6: 2 }, hours: [20, 26], slots: 2 },
      champions_league: {
        ...CUP_NIGHTS,
        days: '4-5, 25-26',
      },
      europa_league: {
        ...CUP_THURSDAYS,
        days: '6-6, 27-27',
      },
      atp: { ...TENNIS, days: '1-16' },
      wta: { ...TENNIS, days: '1-8' },
      ...FIGHTS,
    },
  },
];
