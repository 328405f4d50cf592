/**
 * The tables of sports and leagues: data alone. schemas/sports.ts derives names and types from them.
 * A sport is a row of `SPORT_ROWS` and one of `SPORT_RULES` (core/grading/sport-rules.ts). A league is a row of `LEAGUES` and one of the
 * provider's table (core/sports-data/the-odds-api/leagues.ts). Without the other row neither compiles.
 */

interface SportRow {
  readonly title: string;
  /** A final score is with overtime and shoot-outs, of regulation time alone, or in sets. `none`: who won is stated by name. */
  readonly score: 'with_overtime' | 'regulation' | 'sets' | 'none';
  /** An event has two `sides`, home and away, or a `field` of competitors under the title of its competition. */
  readonly competitors: 'sides' | 'field';
}

/** The sports that can be graded. */
export const SPORT_ROWS = {
  american_football: { title: 'American football', score: 'with_overtime', competitors: 'sides' },
  basketball: { title: 'Basketball', score: 'with_overtime', competitors: 'sides' },
  baseball: { title: 'Baseball', score: 'with_overtime', competitors: 'sides' },
  ice_hockey: { title: 'Ice hockey', score: 'with_overtime', competitors: 'sides' },
  soccer: { title: 'Soccer', score: 'regulation', competitors: 'sides' },
  tennis: { title: 'Tennis', score: 'sets', competitors: 'sides' },
  mma: { title: 'MMA', score: 'none', competitors: 'sides' },
  boxing: { title: 'Boxing', score: 'none', competitors: 'sides' },
  golf: { title: 'Golf', score: 'none', competitors: 'field' },
  motor_racing: { title: 'Motor racing', score: 'none', competitors: 'field' },
  rugby: { title: 'Rugby', score: 'regulation', competitors: 'sides' },
  aussie_rules: { title: 'Australian rules', score: 'regulation', competitors: 'sides' },
  horse_racing: { title: 'Horse racing', score: 'none', competitors: 'field' },
} as const satisfies Record<string, SportRow>;

export interface LeagueRow {
  readonly sport: keyof typeof SPORT_ROWS;
  readonly title: string;
  /** The time zone whose calendar its game days follow. UTC where a tour goes around the world. */
  readonly zone: string;
  /** False where every game has a winner, so that a level final score is a fault. */
  readonly endsLevel: boolean;
  /**
   * The signs that a published score may contain extra time, which no market of the sport counts: it came more than so many minutes after
   * the start, or has one of these margins. Absent where the league has no extra time, or counts it.
   */
  readonly extraTime?: { readonly minutes?: number; readonly margins?: readonly number[] };
  /** The usual minutes from start to end, with breaks. */
  readonly lasts: number;
  /** Hours after its start from which a game without a result waits for an admin. No game lasts longer. */
  readonly overdue: number;
}

const NEW_YORK = 'America/New_York';
/** 90 minutes, a break of 15 and half an hour of stoppages. A match with extra time takes 147 minutes at least. */
const NINETY = 135;

/** Every league whose events are listed. */
export const LEAGUES = {
  nfl: { sport: 'american_football', title: 'NFL', zone: NEW_YORK, endsLevel: true, lasts: 190, overdue: 4 },
  ncaaf: { sport: 'american_football', title: 'College football', zone: NEW_YORK, endsLevel: false, lasts: 205, overdue: 5 },
  nba: { sport: 'basketball', title: 'NBA', zone: NEW_YORK, endsLevel: false, lasts: 145, overdue: 4 },
  wnba: { sport: 'basketball', title: 'WNBA', zone: NEW_YORK, endsLevel: false, lasts: 130, overdue: 4 },
  ncaab: { sport: 'basketball', title: 'College basketball', zone: NEW_YORK, endsLevel: false, lasts: 130, overdue: 4 },
  mlb: { sport: 'baseball', title: 'MLB', zone: NEW_YORK, endsLevel: false, lasts: 165, overdue: 5 },
  nhl: { sport: 'ice_hockey', title: 'NHL', zone: NEW_YORK, endsLevel: false, lasts: 155, overdue: 4 },
  epl: { sport: 'soccer', title: 'Premier League', zone: 'Europe/London', endsLevel: true, lasts: 115, overdue: 3 },
  la_liga: { sport: 'soccer', title: 'La Liga', zone: 'Europe/Madrid', endsLevel: true, lasts: 115, overdue: 3 },
  bundesliga: { sport: 'soccer', title: 'Bundesliga', zone: 'Europe/Berlin', endsLevel: true, lasts: 115, overdue: 3 },
  serie_a: { sport: 'soccer', title: 'Serie A', zone: 'Europe/Rome', endsLevel: true, lasts: 115, overdue: 3 },
  ligue_1: { sport: 'soccer', title: 'Ligue 1', zone: 'Europe/Paris', endsLevel: true, lasts: 115, overdue: 3 },
  mls: {
    sport: 'soccer',
    title: 'MLS',
    zone: NEW_YORK,
    endsLevel: true,
    extraTime: { minutes: NINETY },
    lasts: 115,
    overdue: 4,
  },
  champions_league: {
    sport: 'soccer',
    title: 'Champions League',
    zone: 'Europe/Zurich',
    endsLevel: true,
    extraTime: { minutes: NINETY },
    lasts: 115,
    overdue: 4,
  },
  europa_league: {
    sport: 'soccer',
    title: 'Europa League',
    zone: 'Europe/Zurich',
    endsLevel: true,
    extraTime: { minutes: NINETY },
    lasts: 115,
    overdue: 4,
  },
  world_cup: {
    sport: 'soccer',
    title: 'World Cup',
    zone: 'UTC',
    endsLevel: true,
    extraTime: { minutes: NINETY },
    lasts: 115,
    overdue: 4,
  },
  euro: {
    sport: 'soccer',
    title: 'European Championship',
    zone: 'Europe/Zurich',
    endsLevel: true,
    extraTime: { minutes: NINETY },
    lasts: 115,
    overdue: 4,
  },
  // Every match that is level after 90 minutes goes on.
  dfb_pokal: {
    sport: 'soccer',
    title: 'DFB-Pokal',
    zone: 'Europe/Berlin',
    endsLevel: true,
    extraTime: { minutes: NINETY, margins: [0] },
    lasts: 115,
    overdue: 4,
  },
  atp: { sport: 'tennis', title: 'ATP', zone: 'UTC', endsLevel: false, lasts: 150, overdue: 6 },
  wta: { sport: 'tennis', title: 'WTA', zone: 'UTC', endsLevel: false, lasts: 110, overdue: 6 },
  // The starts of a card's fights are estimates, and the last one may begin hours after its own.
  ufc: { sport: 'mma', title: 'UFC', zone: NEW_YORK, endsLevel: true, lasts: 60, overdue: 8 },
  boxing: { sport: 'boxing', title: 'Boxing', zone: 'UTC', endsLevel: true, lasts: 60, overdue: 8 },
  // Golden point ends with the first score: a field goal (1 or 2), a penalty (2) or a try (4).
  nrl: {
    sport: 'rugby',
    title: 'NRL',
    zone: 'Australia/Sydney',
    endsLevel: true,
    extraTime: { margins: [1, 2, 4] },
    lasts: 105,
    overdue: 3,
  },
  six_nations: { sport: 'rugby', title: 'Six Nations', zone: 'Europe/London', endsLevel: true, lasts: 110, overdue: 3 },
  // Only finals have extra time. A game takes some 150 minutes with its breaks.
  afl: {
    sport: 'aussie_rules',
    title: 'AFL',
    zone: 'Australia/Melbourne',
    endsLevel: true,
    extraTime: { minutes: 170 },
    lasts: 150,
    overdue: 4,
  },
  // Four majors a year, each of four days; the fifth is for what weather holds up.
  golf_majors: { sport: 'golf', title: 'Golf majors', zone: 'UTC', endsLevel: true, lasts: 5_040, overdue: 108 },
} as const satisfies Record<string, LeagueRow>;
