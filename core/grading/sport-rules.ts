import type { Sport } from '#schemas/sports';

/** The length of a sport's game, and the play after which a stopped one is official (docs/settlement.md; a policy may choose otherwise). */
export interface SportRules {
  /** The ways in which regulation time may be cut into periods, any one of which is enough to know its score. */
  readonly regulation: readonly (readonly string[])[];
  /** Overtime counts for markets on the game, or not. Markets on regulation time never count it. */
  readonly game: 'with_overtime' | 'regulation';
  /** A published score is the score of regulation time unless the event says otherwise. */
  readonly scoreIsRegulation: boolean;
  /** The period whose markets take overtime in. */
  readonly overtimeIn: string | null;
  readonly measure: 'minutes' | 'innings' | 'sets' | 'holes' | 'bell' | 'published';
  /** Minutes of regulation by competition; `default` for any other. */
  readonly minutes?: Readonly<Record<string, Minutes>>;
}
export interface Minutes {
  readonly length: number;
  /** From this minute on the result of a stopped game stands; null: only a game played out. */
  readonly sides: number | null;
  /** The same for totals. */
  readonly totals: number | null;
}

const HALVES = ['H1', 'H2'];
const QUARTERS = ['Q1', 'Q2', 'Q3', 'Q4'];
const THIRDS = ['P1', 'P2', 'P3'];
const INNINGS = ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'];

const timed = (length: number, sides: number | null, totals = sides): Minutes => ({ length, sides, totals });
const published: SportRules = {
  regulation: [],
  game: 'regulation',
  scoreIsRegulation: true,
  overtimeIn: null,
  measure: 'published',
};
const fight: SportRules = { ...published, measure: 'bell' };

export const SPORT_RULES: Readonly<Record<Sport, SportRules>> = {
  american_football: {
    regulation: [QUARTERS, HALVES],
    game: 'with_overtime',
    scoreIsRegulation: false,
    overtimeIn: 'H2',
    measure: 'minutes',
    minutes: { default: timed(60, 55) },
  },
  basketball: {
    regulation: [QUARTERS, HALVES],
    game: 'with_overtime',
    scoreIsRegulation: false,
    overtimeIn: 'H2',
    measure: 'minutes',
    // Totals need the full time: a game broken off by a brawl was graded for its sides and not for its total.
    minutes: { default: timed(48, 43, 48), college: timed(40, 35, 40), wnba: timed(40, 35, 40) },
  },
  baseball: { regulation: [INNINGS], game: 'with_overtime', scoreIsRegulation: false, overtimeIn: null, measure: 'innings' },
  ice_hockey: {
    regulation: [THIRDS],
    game: 'with_overtime',
    scoreIsRegulation: false,
    overtimeIn: null,
    measure: 'minutes',
    minutes: { default: timed(60, 55) },
  },
  soccer: {
    regulation: [HALVES],
    game: 'regulation',
    scoreIsRegulation: true,
    overtimeIn: null,
    measure: 'minutes',
    minutes: { default: timed(90, 90) },
  },
  tennis: { ...published, measure: 'sets' },
  mma: fight,
  boxing: fight,
  golf: { ...published, measure: 'holes' },
  motor_racing: published,
  rugby: {
    regulation: [HALVES],
    game: 'regulation',
    scoreIsRegulation: true,
    overtimeIn: null,
    measure: 'minutes',
    minutes: { default: timed(80, null) },
  },
  aussie_rules: {
    regulation: [QUARTERS, HALVES],
    game: 'regulation',
    scoreIsRegulation: true,
    overtimeIn: null,
    measure: 'minutes',
    minutes: { default: timed(80, null) },
  },
  horse_racing: published,
};

export const sportRules = (sport: string): SportRules | null =>
  Object.hasOwn(SPORT_RULES, sport) ? SPORT_RULES[sport as Sport] : null;

/** The clock of a competition; null for a sport that is not measured in minutes. */
export const minutesOf = (sport: SportRules, competition: string | undefined): Minutes | null =>
  sport.minutes ? (sport.minutes[competition?.toLowerCase() ?? 'default'] ?? sport.minutes.default ?? null) : null;

/** Longer periods and what they consist of. */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  H1: ['Q1', 'Q2'],
  H2: ['Q3', 'Q4'],
  F5: INNINGS.slice(0, 5),
};

/** The share of regulation after which a period is over: [part, of]. */
export const PERIOD_ENDS: Readonly<Record<string, readonly [number, number]>> = {
  Q1: [1, 4],
  Q2: [1, 2],
  H1: [1, 2],
  Q3: [3, 4],
  Q4: [1, 1],
  H2: [1, 1],
  P1: [1, 3],
  P2: [2, 3],
  P3: [1, 1],
};

/** Periods in order of play: one is over once a later one has begun. */
export const SEQUENCES: readonly (readonly string[])[] = [
  [...QUARTERS, 'OT', 'SO'],
  [...HALVES, 'OT', 'SO'],
  ['H1', 'Q3'],
  [...THIRDS, 'OT', 'SO'],
  ['S1', 'S2', 'S3', 'S4', 'S5'],
];
