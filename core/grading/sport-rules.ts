import { type Fraction, fraction } from '#core/odds';
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
  /** The names of the periods that the sport has, beside the whole game. */
  readonly periods: RegExp;
  readonly measure: 'minutes' | 'innings' | 'sets' | 'holes' | 'bell' | 'published';
  readonly clock?: Clock;
}
/** The minutes of regulation time: the `usual` ones, or those of the first league whose names fit the competition. */
interface Clock {
  readonly usual: Minutes;
  readonly leagues: readonly (readonly [names: RegExp, minutes: Minutes])[];
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

/** Teams play in these, and in overtime and a shootout. */
const BY_HALVES = /^(H[12]|OT|SO)$/;
const BY_QUARTERS = /^(H[12]|Q[1-4]|OT|SO)$/;
const NO_PERIODS = /^$/;

const timed = (length: number, sides: number | null, totals = sides): Minutes => ({ length, sides, totals });
const always = (usual: Minutes): Clock => ({ usual, leagues: [] });
const SCHOOL = /\b(high ?school|schools?|hs|nfhs|varsity)\b/;
const NBA = timed(48, 43, 48);

const published: SportRules = {
  periods: NO_PERIODS,
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
    periods: BY_QUARTERS,
    measure: 'minutes',
    clock: { usual: timed(60, 55), leagues: [[SCHOOL, timed(48, 43)]] },
  },
  basketball: {
    regulation: [QUARTERS, HALVES],
    game: 'with_overtime',
    scoreIsRegulation: false,
    overtimeIn: 'H2',
    periods: BY_QUARTERS,
    measure: 'minutes',
    // Totals need the full time: a game broken off by a brawl was graded for its sides and not for its total. Every league but the NBA
    // plays 40 minutes, and so does the NBA in summer.
    clock: {
      usual: NBA,
      leagues: [
        [/^(?!.*\b(summer|women|womens|wnba)\b).*\b(nba|national basketball association)\b/, NBA],
        [/./, timed(40, 35, 40)],
      ],
    },
  },
  baseball: {
    regulation: [INNINGS],
    game: 'with_overtime',
    scoreIsRegulation: false,
    overtimeIn: null,
    periods: /^(I[1-9]|I[12]\d|F5|OT)$/,
    measure: 'innings',
  },
  ice_hockey: {
    regulation: [THIRDS],
    game: 'with_overtime',
    scoreIsRegulation: false,
    overtimeIn: null,
    periods: /^(P[1-3]|OT|SO)$/,
    measure: 'minutes',
    clock: always(timed(60, 55)),
  },
  soccer: {
    regulation: [HALVES],
    game: 'regulation',
    scoreIsRegulation: true,
    overtimeIn: null,
    measure: 'minutes',
    periods: BY_HALVES,
    clock: { usual: timed(90, 90), leagues: [[SCHOOL, timed(80, 80)]] },
  },
  tennis: { ...published, periods: /^S[1-5]$/, measure: 'sets' },
  mma: fight,
  boxing: fight,
  golf: { ...published, measure: 'holes' },
  motor_racing: published,
  rugby: {
    regulation: [HALVES],
    game: 'regulation',
    scoreIsRegulation: true,
    overtimeIn: null,
    periods: BY_HALVES,
    measure: 'minutes',
    clock: always(timed(80, null)),
  },
  aussie_rules: {
    regulation: [QUARTERS, HALVES],
    game: 'regulation',
    scoreIsRegulation: true,
    overtimeIn: null,
    periods: BY_QUARTERS,
    measure: 'minutes',
    clock: always(timed(80, null)),
  },
  horse_racing: published,
};

export const sportRules = (sport: string): SportRules | null =>
  Object.hasOwn(SPORT_RULES, sport) ? SPORT_RULES[sport as Sport] : null;

/** The words of a competition's name, in lower case. */
const nameOf = (competition = ''): string =>
  competition
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
/**
 * The minutes of a competition under any of its names, such as `basketball_ncaab` or `High School`; null for a sport that is not measured
 * in minutes.
 */
export function minutesOf({ clock }: SportRules, competition: string | undefined): Minutes | null {
  if (!clock) return null;
  const name = nameOf(competition);
  return clock.leagues.find(([names]) => name !== '' && names.test(name))?.[1] ?? clock.usual;
}

/** Minutes in a round, by the names of the disciplines whose rounds are shorter than the usual ones of their sport. */
const ROUNDS: Readonly<Record<string, { readonly usual: number; readonly disciplines: readonly (readonly [RegExp, number])[] }>> =
  {
    mma: { usual: 5, disciplines: [[/\b(kick ?boxing|muay ?thai|k 1|glory)\b/, 3]] },
    boxing: { usual: 3, disciplines: [[/\b(wom[ae]n|wom[ae]ns|female|ladies|bare ?knuckle|bkfc)\b/, 2]] },
  };
/** Null for a sport without rounds. */
export function roundLength(sport: string, competition: string | undefined): Fraction | null {
  const rounds = Object.hasOwn(ROUNDS, sport) ? ROUNDS[sport] : undefined;
  const minutes = rounds?.disciplines.find(([names]) => names.test(nameOf(competition)))?.[1] ?? rounds?.usual;
  return minutes === undefined ? null : fraction(minutes);
}

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
];
