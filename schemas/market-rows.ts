import type { CoveredSport, League } from './sports.ts';

/**
 * Every market, one row each. With `offered`, `POST /picks` takes it; without, only the grade command does. Its rule stands in
 * core/grading/markets; a market without a rule does not compile. docs/how-to.md has the other steps. The schemas, the offer, the API
 * descriptions and the tables of docs/settlement.md derive from these rows: `npm run generate` writes them anew.
 */

/** The finest step of a line: `half` takes whole and half lines. */
export type LineStep = 'whole' | 'half' | 'quarter';

/** The kinds of line. `step` is the finest that can be graded (null: not read as a number), `signed` lines may lie below zero. */
export const LINES = {
  none: { step: null, signed: false },
  /** The handicap of the picked side. */
  spread: { step: 'quarter', signed: true },
  /** A European handicap: the home side's, whatever is picked. */
  handicap: { step: 'whole', signed: true },
  total: { step: 'quarter', signed: false },
  /** The number of paid places. */
  places: { step: 'whole', signed: false },
  /** The mark to reach. It may be left out; the facts tell marks apart by its text. */
  mark: { step: null, signed: false },
} as const satisfies Record<string, { step: LineStep | null; signed: boolean }>;

/** A fixed list, a pattern, or null: the name of a competitor. */
export type Selections = readonly string[] | RegExp | null;

/** A market as one sport offers it. */
export interface SportOffer {
  readonly periods: readonly string[];
  /** The finest step of its line; null: it takes no line. */
  readonly step: LineStep | null;
  /** The periods of leagues that have others; without any, the league has no such market. */
  readonly except?: Readonly<Partial<Record<League, readonly string[]>>>;
}

export interface MarketRow {
  /** All selections that can be graded. */
  readonly selections: Selections;
  readonly line: keyof typeof LINES;
  /** A `player` market names its player in `subject` and the statistic in `stat`. */
  readonly on: 'game' | 'player' | 'competitor' | 'season';
  /** Decided by the whole `game` as its sport counts it, by its `regulation` time, or by `facts` that are stated beside the score. */
  readonly scope: 'game' | 'regulation' | 'facts';
  /** A teaser can be made of it. */
  readonly teased?: true;
  /** The offer of `POST /picks`. Absent: it takes no pick on this market. */
  readonly offered?: {
    /** Fewer than can be graded. */
    readonly selections?: Exclude<Selections, null>;
    readonly sports: Readonly<Partial<Record<CoveredSport, SportOffer>>>;
  };
}

const SIDES = ['home', 'away'] as const;
const SIDES_OR_DRAW = ['home', 'draw', 'away'] as const;
const OVER_UNDER = ['over', 'under'] as const;
const YES_NO = ['yes', 'no'] as const;

const GAME = ['game'] as const;
const HALVES = ['game', 'H1', 'H2'] as const;
const QUARTERS = ['game', 'H1', 'H2', 'Q1', 'Q2', 'Q3', 'Q4'] as const;
const THIRDS = ['game', 'P1', 'P2', 'P3'] as const;
/** The first five innings, and the first one. */
const INNINGS = ['game', 'F5', 'I1'] as const;
const FIRST_SETS = ['game', 'S1', 'S2'] as const;

const offer = (periods: readonly string[], step: LineStep | null): SportOffer => ({ periods, step });
/** College basketball is played in halves. */
const inQuarters = (step: LineStep | null): SportOffer => ({ periods: QUARTERS, step, except: { ncaab: HALVES } });

export const ROWS = {
  moneyline: {
    selections: SIDES,
    line: 'none',
    on: 'game',
    scope: 'game',
    offered: {
      sports: {
        american_football: offer(QUARTERS, null),
        basketball: inQuarters(null),
        baseball: offer(INNINGS, null),
        ice_hockey: offer(THIRDS, null),
        tennis: offer(FIRST_SETS, null),
        mma: offer(GAME, null),
        boxing: offer(GAME, null),
        rugby: offer(HALVES, null),
        aussie_rules: offer(QUARTERS, null),
      },
    },
  },
  three_way: {
    selections: SIDES_OR_DRAW,
    line: 'none',
    on: 'game',
    scope: 'regulation',
    offered: {
      sports: {
        american_football: offer(QUARTERS, null),
        basketball: inQuarters(null),
        baseball: offer(['F5', 'I1'], null),
        ice_hockey: offer(THIRDS, null),
        soccer: offer(HALVES, null),
        mma: offer(GAME, null),
        boxing: offer(GAME, null),
        rugby: offer(HALVES, null),
        aussie_rules: offer(QUARTERS, null),
      },
    },
  },
  draw_no_bet: {
    selections: SIDES,
    line: 'none',
    on: 'game',
    scope: 'regulation',
    offered: {
      sports: {
        ice_hockey: offer(THIRDS, null),
        soccer: offer(HALVES, null),
        boxing: offer(GAME, null),
        rugby: offer(HALVES, null),
      },
    },
  },
  double_chance: {
    selections: ['home_draw', 'home_away', 'draw_away'],
    line: 'none',
    on: 'game',
    scope: 'regulation',
    offered: { sports: { ice_hockey: offer(THIRDS, null), soccer: offer(HALVES, null) } },
  },
  spread: {
    selections: SIDES,
    line: 'spread',
    on: 'game',
    scope: 'game',
    teased: true,
    offered: {
      sports: {
        american_football: offer(QUARTERS, 'half'),
        basketball: inQuarters('half'),
        baseball: offer(['game', 'F5'], 'half'),
        ice_hockey: offer(THIRDS, 'half'),
        soccer: offer(HALVES, 'quarter'),
        tennis: offer(FIRST_SETS, 'half'),
        rugby: offer(HALVES, 'half'),
        aussie_rules: offer(QUARTERS, 'half'),
      },
    },
  },
  three_way_handicap: {
    selections: SIDES_OR_DRAW,
    line: 'handicap',
    on: 'game',
    scope: 'regulation',
    offered: { sports: { ice_hockey: offer(GAME, 'whole'), soccer: offer(HALVES, 'whole') } },
  },
  total: {
    selections: OVER_UNDER,
    line: 'total',
    on: 'game',
    scope: 'game',
    teased: true,
    offered: {
      sports: {
        american_football: offer(QUARTERS, 'half'),
        basketball: inQuarters('half'),
        baseball: offer(INNINGS, 'half'),
        ice_hockey: offer(THIRDS, 'half'),
        soccer: offer(HALVES, 'quarter'),
        tennis: offer(FIRST_SETS, 'half'),
        mma: offer(GAME, 'half'),
        boxing: offer(GAME, 'half'),
        rugby: offer(HALVES, 'half'),
        aussie_rules: offer(QUARTERS, 'half'),
      },
    },
  },
  team_total: {
    selections: ['home_over', 'home_under', 'away_over', 'away_under'],
    line: 'total',
    on: 'game',
    scope: 'game',
    offered: {
      sports: {
        american_football: offer(QUARTERS, 'half'),
        basketball: inQuarters('half'),
        baseball: offer(['game', 'F5'], 'half'),
        ice_hockey: offer(THIRDS, 'half'),
        soccer: offer(HALVES, 'quarter'),
        tennis: offer(GAME, 'half'),
        rugby: offer(HALVES, 'half'),
        aussie_rules: offer(QUARTERS, 'half'),
      },
    },
  },
  both_teams_to_score: {
    selections: YES_NO,
    line: 'none',
    on: 'game',
    scope: 'game',
    offered: { sports: { ice_hockey: offer(GAME, null), soccer: offer(HALVES, null) } },
  },
  odd_even: {
    selections: ['odd', 'even'],
    line: 'none',
    on: 'game',
    scope: 'game',
    offered: {
      sports: {
        american_football: offer(QUARTERS, null),
        basketball: inQuarters(null),
        baseball: offer(GAME, null),
        ice_hockey: offer(GAME, null),
        soccer: offer(HALVES, null),
        tennis: offer(GAME, null),
      },
    },
  },
  correct_score: {
    selections: /^\d{1,3}-\d{1,3}$/,
    line: 'none',
    on: 'game',
    scope: 'game',
    offered: {
      selections: /^\d{1,2}-\d{1,2}$/,
      sports: { soccer: offer(HALVES, null), tennis: offer(GAME, null) },
    },
  },
  first_to: {
    selections: null,
    line: 'mark',
    on: 'game',
    scope: 'facts',
    offered: {
      selections: SIDES,
      sports: {
        american_football: offer(GAME, null),
        basketball: offer(GAME, null),
        baseball: offer(GAME, null),
        ice_hockey: offer(GAME, null),
        soccer: offer(GAME, null),
        rugby: offer(GAME, null),
      },
    },
  },
  race_to: {
    selections: null,
    line: 'mark',
    on: 'game',
    scope: 'facts',
    offered: {
      selections: SIDES,
      sports: { american_football: offer(GAME, 'whole'), basketball: offer(GAME, 'whole') },
    },
  },
  player_total: {
    selections: OVER_UNDER,
    line: 'total',
    on: 'player',
    scope: 'facts',
    offered: {
      sports: {
        american_football: offer(GAME, 'half'),
        basketball: offer(GAME, 'half'),
        baseball: offer(GAME, 'half'),
        ice_hockey: offer(GAME, 'half'),
        soccer: offer(GAME, 'half'),
      },
    },
  },
  player_yes_no: {
    selections: YES_NO,
    line: 'none',
    on: 'player',
    scope: 'facts',
    offered: {
      sports: {
        american_football: offer(GAME, null),
        baseball: offer(GAME, null),
        ice_hockey: offer(GAME, null),
        soccer: offer(GAME, null),
      },
    },
  },
  exact_outcome: { selections: null, line: 'none', on: 'game', scope: 'facts' },
  head_to_head: { selections: null, line: 'none', on: 'competitor', scope: 'facts' },
  group: { selections: null, line: 'none', on: 'competitor', scope: 'facts' },
  outright: { selections: null, line: 'none', on: 'competitor', scope: 'facts' },
  top_n: { selections: null, line: 'places', on: 'competitor', scope: 'facts' },
  make_cut: { selections: YES_NO, line: 'none', on: 'competitor', scope: 'facts' },
  season_total: { selections: OVER_UNDER, line: 'total', on: 'season', scope: 'facts' },
  special: { selections: YES_NO, line: 'none', on: 'season', scope: 'facts' },
} as const satisfies Record<string, MarketRow>;
