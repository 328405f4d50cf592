import { compare, type Fraction, formatDecimal, fraction } from '#core/odds';
import type { QuotedSums } from '#core/users';
import type { Dimension } from '#schemas/stats';

/** The part of an outcome that statistics count. Amounts are integers of millionths of a unit. */
export interface CountedOutcome {
  readonly result: string;
  readonly stakeMicro: number;
  readonly profitMicro: number;
  /** Raw closing line value in millionths; absent where no close is known. */
  readonly clvMicro?: number | undefined;
  /** Free bets are in the owner's ledger only. */
  readonly freeBet?: boolean | undefined;
  /** The part of a pick that counts on boards; absent for one that counts there for nothing. */
  readonly board?: { readonly profitMicro: number; readonly leads: boolean } | undefined;
  /** True when its price was above what books quoted. */
  readonly isAbove?: boolean | undefined;
}

/** A record, or a change of one: integers that add up. `pushes` holds the P of W-L-P; voids stand nowhere else. */
export interface Stats {
  readonly decided: number;
  readonly wins: number;
  readonly losses: number;
  readonly pushes: number;
  readonly voids: number;
  readonly turnoverMicro: number;
  readonly profitMicro: number;
  /** The sum of raw closing line values, in millionths, and how many wins, losses and pushes have one. */
  readonly clvMicro: number;
  readonly clvPicks: number;
  /** The same of the picks that count on boards, at their board price. */
  readonly boardDecided: number;
  readonly boardWins: number;
  readonly boardLosses: number;
  readonly boardPushes: number;
  readonly boardTurnoverMicro: number;
  readonly boardProfitMicro: number;
  /** Of these the decided ones that are the bettor's first on their event. */
  readonly boardEvents: number;
  /** Decided picks at prices above what books quoted, which count on boards for nothing. */
  readonly above: number;
}

export const NO_STATS: Stats = {
  decided: 0,
  wins: 0,
  losses: 0,
  pushes: 0,
  voids: 0,
  turnoverMicro: 0,
  profitMicro: 0,
  clvMicro: 0,
  clvPicks: 0,
  boardDecided: 0,
  boardWins: 0,
  boardLosses: 0,
  boardPushes: 0,
  boardTurnoverMicro: 0,
  boardProfitMicro: 0,
  boardEvents: 0,
  above: 0,
};

type FormMark = 'W' | 'L' | 'P' | 'V';
const MARKS: Readonly<Record<string, FormMark | 'by_profit'>> = {
  win: 'W',
  half_win: 'W',
  loss: 'L',
  half_loss: 'L',
  push: 'P',
  void: 'V',
  dead_heat: 'by_profit',
  half_face: 'by_profit',
};

/** The letter of a result in the record: dead heats and half-face draws by the sign of their profit. Null for one that is not decided. */
export function markOf({ result, profitMicro }: Pick<CountedOutcome, 'result' | 'profitMicro'>): FormMark | null {
  const mark = Object.hasOwn(MARKS, result) ? MARKS[result] : undefined;
  if (mark !== 'by_profit') return mark ?? null;
  if (profitMicro === 0) return 'P';
  return profitMicro > 0 ? 'W' : 'L';
}

/** Pushes and voids are not in the turnover. A dead heat without profit or loss is a P that is. */
const isDecided = (result: string): boolean => result !== 'push' && result !== 'void';

/** The record of one outcome alone. */
export function contribution(outcome: CountedOutcome | null): Stats {
  const mark = outcome === null || outcome.freeBet === true ? null : markOf(outcome);
  if (outcome === null || mark === null) return NO_STATS;
  const decided = isDecided(outcome.result) ? 1 : 0;
  const [wins, losses, pushes] = [mark === 'W' ? 1 : 0, mark === 'L' ? 1 : 0, mark === 'P' ? 1 : 0];
  const turnoverMicro = decided * outcome.stakeMicro;
  return {
    ...NO_STATS,
    decided,
    wins,
    losses,
    pushes,
    voids: mark === 'V' ? 1 : 0,
    turnoverMicro,
    profitMicro: outcome.profitMicro,
    ...closing(mark === 'V' ? undefined : outcome.clvMicro),
    above: outcome.isAbove === true ? decided : 0,
    ...onBoards(outcome),
  };
}

/** The part of a record that counts on boards, at the board price: a dead heat is a win or a loss by the profit at that. */
function onBoards({ board, result, stakeMicro }: CountedOutcome) {
  const mark = board && markOf({ result, profitMicro: board.profitMicro });
  if (!board || mark === 'V') return {};
  const decided = isDecided(result) ? 1 : 0;
  return {
    boardDecided: decided,
    boardWins: mark === 'W' ? 1 : 0,
    boardLosses: mark === 'L' ? 1 : 0,
    boardPushes: mark === 'P' ? 1 : 0,
    boardTurnoverMicro: decided * stakeMicro,
    boardProfitMicro: board.profitMicro,
    boardEvents: board.leads ? decided : 0,
  };
}

/** A void pick has no closing line value. */
const closing = (clvMicro: number | undefined) => ({ clvMicro: clvMicro ?? 0, clvPicks: clvMicro === undefined ? 0 : 1 });

const FIELDS = Object.keys(NO_STATS) as (keyof Stats)[];
const combine = (a: Stats, b: Stats, sign: 1 | -1): Stats =>
  // `|| 0` keeps -0 out of what is stored.
  Object.fromEntries(FIELDS.map((field) => [field, a[field] + sign * b[field] || 0])) as unknown as Stats;

export const addStats = (a: Stats, b: Stats): Stats => combine(a, b, 1);
export const isNothing = (change: Stats): boolean => FIELDS.every((field) => change[field] === 0);
/** The part of a record that the card of its bettor has. */
export const quotedOf = ({ boardDecided, boardTurnoverMicro, boardProfitMicro }: Stats): QuotedSums => ({
  decided: boardDecided,
  turnover: boardTurnoverMicro,
  profit: boardProfitMicro,
});
/** The change of a record when one outcome follows another: new - old. A reopened pick (null, `open`) leaves all sums. */
export const statsDelta = (before: CountedOutcome | null, after: CountedOutcome | null): Stats =>
  combine(contribution(after), contribution(before), -1);

type Amount = number | bigint;
const percentOf = (part: Amount, whole: Amount): string => formatDecimal(fraction(BigInt(part) * 100n, BigInt(whole)), 6);

/** 100 · profit / turnover to six places, half-even; null without turnover. */
export const roi = ({
  profitMicro,
  turnoverMicro,
}: {
  readonly profitMicro: Amount;
  readonly turnoverMicro: Amount;
}): string | null => (BigInt(turnoverMicro) === 0n ? null : percentOf(profitMicro, turnoverMicro));

/** 100 · W / (W + L) to six places, half-even; null without wins and losses. */
export const winRatePercent = ({ wins, losses }: Pick<Stats, 'wins' | 'losses'>): string | null =>
  wins + losses === 0 ? null : percentOf(wins, wins + losses);

/** A settled pick as streaks see it. `settledAt` is an ISO instant of one precision, so that text order is time order. */
export interface SettledPick extends Pick<CountedOutcome, 'result' | 'profitMicro'> {
  readonly pickId: string;
  readonly settledAt: string;
}
const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** A run of wins (+) or losses (-). `ended` is true once an older pick has broken it, so that no older one can change it. */
export interface Run {
  readonly length: number;
  readonly ended: boolean;
}
export const NO_RUN: Run = { length: 0, ended: false };

/**
 * Follows a run into the past: P, V and undecided picks are skipped.
 * @param picks newest first, all of them older than those that made `run`
 */
export function longerRun(run: Run, picks: readonly Pick<SettledPick, 'result' | 'profitMicro'>[]): Run {
  let { length } = run;
  if (run.ended) return run;
  for (const mark of picks.map(markOf)) {
    if (mark !== 'W' && mark !== 'L') continue;
    const step = mark === 'W' ? 1 : -1;
    if (length * step < 0) return { length, ended: true };
    length += step;
  }
  return { length, ended: false };
}

/** Bands of decimal odds, each from its lower bound up to the next. */
const BANDS: readonly (readonly [id: string, from: Fraction])[] = [
  ['to_1.50', fraction(1)],
  ['1.50_to_1.80', fraction(3, 2)],
  ['1.80_to_2.10', fraction(9, 5)],
  ['2.10_to_3.00', fraction(21, 10)],
  ['3.00_to_6.00', fraction(3)],
  ['from_6.00', fraction(6)],
];
/** The key of picks without a book, and of picks without a price. */
const NONE = 'none';
/** The band that a price falls into. A ticket without a price of its own is in none of them: there is nothing to band it by. */
export const oddsBand = (decimal: Fraction | null): string =>
  decimal === null ? NONE : ((BANDS.findLast(([, from]) => compare(decimal, from) >= 0) ?? BANDS[0])?.[0] as string);

/** Books are free text: `Draft Kings`, `DraftKings ` and `draftkings` are one. */
export const bookKey = (book: string | undefined): string =>
  book === undefined ? NONE : book.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');

const MIXED = 'mixed';
const shared = (words: readonly string[]): string => (words.every((word) => word === words[0]) ? (words[0] ?? MIXED) : MIXED);

/** A pick as breakdowns see it. */
export interface BrokenDown {
  readonly kind: string;
  readonly legs: readonly { readonly sport: string; readonly market: string }[];
  /** The price of the whole pick; null where it has none. */
  readonly decimal: Fraction | null;
}
/** The keys of a pick's breakdowns. A ticket stands under the sport that its legs share, and under its kind instead of a market. */
export const wordsOf = (pick: BrokenDown) => ({
  sport: shared(pick.legs.map((leg) => leg.sport)),
  market: pick.kind === 'single' ? shared(pick.legs.map((leg) => leg.market)) : pick.kind,
  oddsBand: oddsBand(pick.decimal),
});

/** A settled pick with all that it is broken down by. */
export interface Entry extends CountedOutcome, ReturnType<typeof wordsOf> {
  /** The book as its bettor spelled it. */
  readonly book?: string | undefined;
  /** The first time that the pick was settled. */
  readonly settledAt: string;
}
/** The key of a settled pick in each breakdown. */
export const KEY_OF: Readonly<Record<Dimension, (entry: Entry) => string>> = {
  sport: ({ sport }) => sport,
  market: ({ market }) => market,
  book: ({ book }) => bookKey(book),
  odds_band: ({ oddsBand: band }) => band,
  month: ({ settledAt }) => settledAt.slice(0, 7),
};

export interface BreakdownRow {
  readonly key: string;
  /** A book's name, as the oldest of these picks spells it. */
  readonly label: string | null;
  readonly stats: Stats;
}
/**
 * The record of these picks by one dimension: the rows add up to the sum of all. Most decided picks first, then by key. A pick that counts nowhere
 * (a ticket that is open again) makes no row.
 * @param entries oldest first
 */
export function breakdown(entries: readonly Entry[], by: Dimension): BreakdownRow[] {
  const rows = new Map<string, BreakdownRow>();
  for (const entry of entries) {
    const stats = contribution(entry);
    if (isNothing(stats)) continue;
    const key = KEY_OF[by](entry);
    const { label, stats: sum } = rows.get(key) ?? { label: null, stats: NO_STATS };
    rows.set(key, { key, label: label ?? (by === 'book' ? (entry.book ?? null) : null), stats: addStats(sum, stats) });
  }
  return [...rows.values()].sort((a, b) => b.stats.decided - a.stats.decided || order(a.key, b.key));
}

/** A mean with the number of picks that it covers. */
export interface Coverage {
  readonly mean: string | null;
  readonly n: number;
  readonly total: number;
}
/** The mean of `n` values out of `total` picks, from the sum of their millionths (closing line value is added as it is shown, at six places). */
export const covered = (sumMicro: bigint, n: number, total: number): Coverage => ({
  mean: n === 0 ? null : formatDecimal(fraction(sumMicro, BigInt(n) * 1_000_000n), 6),
  n,
  total,
});
/** Closing line value in a record: over its picks with a result, W + L + P. */
export const closingLine = ({ wins, losses, pushes, clvMicro, clvPicks }: Stats): Coverage =>
  covered(BigInt(clvMicro), clvPicks, wins + losses + pushes);
