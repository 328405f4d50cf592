import type { CoveredSport } from './sports.ts';

/**
 * Every market, one row each. With `offered`, `POST /picks` takes it; without, only the grade command does. Its rule stands in
 * core/grading/markets; a market without a rule does not compile. docs/how-to.md has the other steps. The schemas, the offer, the API descriptions
 * and the tables of docs/settlement.md derive from these rows: `npm run generate` writes them anew.
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

const offer = (periods: readonly string[], step: LineStep | null): SportOffer => ({ periods, step });

const ROWS = {
  moneyline: {
    selections: SIDES,
    line: 'none',
    on: 'game',
    scope: 'game',
    offered: { sports: { american_football: offer(QUARTERS, null) } },
  },
  three_way: {
    selections: SIDES_OR_DRAW,
    line: 'none',
    on: 'game',
    scope: 'regulation',
    offered: { sports: { american_football: offer(QUARTERS, null), soccer: offer(HALVES, null) } },
  },
  draw_no_bet: {
    selections: SIDES,
    line: 'none',
    on: 'game',
    scope: 'regulation',
    offered: { sports: { soccer: offer(HALVES, null) } },
  },
  double_chance: {
    selections: ['home_draw', 'home_away', 'draw_away'],
    line: 'none',
    on: 'game',
    scope: 'regulation',
    offered: { sports: { soccer: offer(HALVES, null) } },
  },
  spread: {
    selections: SIDES,
    line: 'spread',
    on: 'game',
    scope: 'game',
    teased: true,
    offered: { sports: { american_football: offer(QUARTERS, 'half'), soccer: offer(HALVES, 'quarter') } },
  },
  three_way_handicap: {
    selections: SIDES_OR_DRAW,
    line: 'handicap',
    on: 'game',
    scope: 'regulation',
    offered: { sports: { soccer: offer(HALVES, 'whole') } },
  },
  total: {
    selections: OVER_UNDER,
    line: 'total',
    on: 'game',
    scope: 'game',
    teased: true,
    offered: { sports: { american_football: offer(QUARTERS, 'half'), soccer: offer(HALVES, 'quarter') } },
  },
  team_total: {
    selections: ['home_over', 'home_under', 'away_over', 'away_under'],
    line: 'total',
    on: 'game',
    scope: 'game',
    offered: { sports: { american_football: offer(QUARTERS, 'half'), soccer: offer(HALVES, 'quarter') } },
  },
  both_teams_to_score: {
    selections: YES_NO,
    line: 'none',
    on: 'game',
    scope: 'game',
    offered: { sports: { soccer: offer(HALVES, null) } },
  },
  odd_even: {
    selections: ['odd', 'even'],
    line: 'none',
    on: 'game',
    scope: 'game',
    offered: { sports: { american_football: offer(QUARTERS, null), soccer: offer(HALVES, null) } },
  },
  correct_score: {
    selections: /^\d{1,3}-\d{1,3}$/,
    line: 'none',
    on: 'game',
    scope: 'game',
    offered: { selections: /^\d{1,2}-\d{1,2}$/, sports: { soccer: offer(HALVES, null) } },
  },
  first_to: {
    selections: null,
    line: 'mark',
    on: 'game',
    scope: 'facts',
    offered: { selections: SIDES, sports: { american_football: offer(GAME, null), soccer: offer(GAME, null) } },
  },
  race_to: {
    selections: null,
    line: 'mark',
    on: 'game',
    scope: 'facts',
    offered: { selections: SIDES, sports: { american_football: offer(GAME, 'whole') } },
  },
  player_total: {
    selections: OVER_UNDER,
    line: 'total',
    on: 'player',
    scope: 'facts',
    offered: { sports: { american_football: offer(GAME, 'half'), soccer: offer(GAME, 'half') } },
  },
  player_yes_no: {
    selections: YES_NO,
    line: 'none',
    on: 'player',
    scope: 'facts',
    offered: { sports: { american_football: offer(GAME, null), soccer: offer(GAME, null) } },
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

/** A market that can be graded. */
export type Market = keyof typeof ROWS;
/** A market that `POST /picks` takes in at least one sport. */
export type OfferedMarket = { [M in Market]: (typeof ROWS)[M] extends { readonly offered: object } ? M : never }[Market];

export const MARKETS: Readonly<Record<Market, MarketRow>> = ROWS;
export const MARKET_NAMES = Object.keys(ROWS) as Market[];
/** In the order in which clients see markets. */
export const OFFERED_MARKETS = MARKET_NAMES.filter((market) => MARKETS[market].offered) as [OfferedMarket, ...OfferedMarket[]];

export const isMarket = (name: string): name is Market => Object.hasOwn(MARKETS, name);

/** Undefined where picks of the sport take no such market. */
export const offerOf = (sport: CoveredSport, market: OfferedMarket): SportOffer | undefined =>
  MARKETS[market].offered?.sports[sport];

const offeredSelections = (market: OfferedMarket): Selections =>
  MARKETS[market].offered?.selections ?? MARKETS[market].selections;
/** The selections of a pick that can be listed; empty where they follow a pattern. */
export const listedSelections = (market: OfferedMarket): readonly string[] => {
  const selections = offeredSelections(market);
  return selections instanceof RegExp ? [] : (selections ?? []);
};
export const isOfferedSelection = (market: OfferedMarket, selection: string): boolean =>
  includesSelection(offeredSelections(market), selection);

/** The one spelling of a selection: numbers of a score have no leading zeros, `02-1` is `2-1`. Keeps a selection that is no score. */
export const canonicalSelection = (market: Market, selection: string): string =>
  MARKETS[market].selections instanceof RegExp
    ? selection.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''))
    : selection;

export const includesSelection = (selections: Selections, selection: string): boolean => {
  if (selections === null) return selection !== '';
  return selections instanceof RegExp ? selections.test(selection) : selections.includes(selection);
};
