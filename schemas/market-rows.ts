import { type LineStep, type MarketRow, MOST_OPPONENTS, type SportOffer } from './market-shapes.ts';

/**
 * Every market, one row each. With `offered`, `POST /picks` takes it; without, only the grade command does. Its rule stands in
 * core/grading/markets; a market without a rule does not compile. docs/how-to.md has the other steps. The schemas, the offer, the API
 * descriptions and the tables of docs/settlement.md derive from these rows: `npm run generate` writes them anew.
 */

const SIDES = ['home', 'away'] as const;
const SIDES_OR_DRAW = ['home', 'draw', 'away'] as const;
const OVER_UNDER = ['over', 'under'] as const;
const YES_NO = ['yes', 'no'] as const;

/** The leader at half-time, and then at full time. */
const BOTH_TIMES = SIDES_OR_DRAW.flatMap((half) => SIDES_OR_DRAW.map((full) => `${half}_${full}`));

/** The fighter who wins, and the round in which he does: of boxing at most the twelfth. */
const ROUND_WINS = SIDES.flatMap((side) => Array.from({ length: 12 }, (_, i) => `${side}_${i + 1}`));

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

/** Leagues in which no tie is played on. */
const NO_KNOCKOUT = { epl: [], la_liga: [], bundesliga: [], serie_a: [], ligue_1: [] } as const;

/** Corners and cards of soccer, of which the facts have the number of each side. */
const TALLIED = { on: 'game', scope: 'facts', offered: { sports: { soccer: offer(GAME, 'quarter') } } } as const;
const TALLIED_SPREAD = { ...TALLIED, selections: SIDES, line: 'spread' } as const;
const TALLIED_TOTAL = { ...TALLIED, selections: OVER_UNDER, line: 'total' } as const;

/** The end of a fight, of which the facts tell. */
const FIGHTS = { mma: offer(GAME, null), boxing: offer(GAME, null) };
const ON_FIGHT = { line: 'none', on: 'game', scope: 'facts', offered: { sports: FIGHTS } } as const;

/** A field of competitors by name, in a tournament as a whole: no round of it has markets of its own. */
const ON_FIELD = {
  selections: null,
  line: 'none',
  on: 'competitor',
  scope: 'facts',
  offered: { sports: { golf: offer(GAME, null) } },
} as const;

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
  to_advance: {
    selections: SIDES,
    line: 'none',
    on: 'game',
    scope: 'facts',
    offered: { sports: { soccer: { ...offer(GAME, null), except: NO_KNOCKOUT } } },
  },
  half_time_full_time: {
    selections: BOTH_TIMES,
    line: 'none',
    on: 'game',
    scope: 'regulation',
    offered: { sports: { soccer: offer(GAME, null) } },
  },
  corners_spread: TALLIED_SPREAD,
  corners_total: TALLIED_TOTAL,
  cards_spread: TALLIED_SPREAD,
  cards_total: TALLIED_TOTAL,
  fight_method: {
    ...ON_FIGHT,
    selections: ['home_ko', 'home_submission', 'home_decision', 'away_ko', 'away_submission', 'away_decision'],
  },
  fight_round: { ...ON_FIGHT, selections: ROUND_WINS },
  exact_outcome: { selections: null, line: 'none', on: 'game', scope: 'facts' },
  head_to_head: { ...ON_FIELD, opponents: { least: 1, most: 1 } },
  group: { ...ON_FIELD, opponents: { least: 2, most: MOST_OPPONENTS } },
  outright: ON_FIELD,
  top_n: { ...ON_FIELD, line: 'places', offered: { sports: { golf: offer(GAME, 'whole') } } },
  make_cut: { ...ON_FIELD, selections: YES_NO },
  season_total: { selections: OVER_UNDER, line: 'total', on: 'season', scope: 'facts' },
  special: { selections: YES_NO, line: 'none', on: 'season', scope: 'facts' },
} as const satisfies Record<string, MarketRow>;
