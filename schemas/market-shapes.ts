import type { CoveredSport, League } from './sports.ts';

/** The shapes of the rows in market-rows.ts. */

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

/** The most others of a group whom a pick names. */
export const MOST_OPPONENTS = 9;

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
  /**
   * A `player` market names its player in `subject` and the statistic in `stat`. A market on a `competitor` names one of a field: as its
   * selection, or in `subject` where the selections are a list.
   */
  readonly on: 'game' | 'player' | 'competitor' | 'season';
  /** The number of others in the field whom a pick names in `opponents`; none where it is absent. */
  readonly opponents?: { readonly least: number; readonly most: number };
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
