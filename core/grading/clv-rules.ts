import {
  decimalOf,
  divide,
  type Fraction,
  fairProbabilities,
  fraction,
  impliedProbability,
  lineValue,
  multiply,
  ONE,
  parseLine,
  subtract,
} from '#core/odds';
import { canonicalSelection, isMarket, MARKETS } from '#schemas/markets';
import type { Odds } from '#schemas/odds';
import type { Closing } from '#schemas/settlement';
import { MARKET_RULES } from './markets/index.ts';

/** The part of a pick with one leg that closing line value reads. */
export interface TakenPrice {
  readonly market: string;
  readonly selection: string;
  readonly line?: string | null | undefined;
  readonly odds: Odds;
  readonly live?: boolean | undefined;
}
/** The start of the event, as ISO 8601; null where it is not known. */
export type ActualStart = string | null;

/** Closing line value: shares of one, exact (`fair` to twelve places for the power and Shin methods). Null parts could not be known. */
export interface Clv {
  readonly method: Closing['method'];
  /** D_taken / D_close - 1. */
  readonly raw: Fraction | null;
  /** D_taken / D_fair - 1. */
  readonly fair: Fraction | null;
  /** 1/D_close - 1/D_taken. */
  readonly probability: Fraction | null;
  /** Points by which the taken line was better than the close's; null for a market without a line. */
  readonly line: Fraction | null;
}

const FRESH = 15 * 60_000;
/** The last prices are the close if a poll showed them within fifteen minutes before the start. Prices without a time are taken as the close. */
function isClose({ confirmedAt }: Closing, start: ActualStart): boolean {
  if (confirmedAt === undefined || start === null) return true;
  const before = Date.parse(start) - Date.parse(confirmedAt);
  return before >= 0 && before <= FRESH;
}

const decimal = ({ format, price }: Closing['prices'][number]): Fraction => decimalOf({ format, price });

/** A lower line is better for an over; for an under and for the picked side of a spread a higher one is. */
function lineGain(taken: TakenPrice, takenLine: number, closeLine: number): Fraction {
  const better = taken.selection.endsWith('over') ? closeLine - takenLine : takenLine - closeLine;
  return lineValue(better);
}

/** The prices of all selections of which exactly one wins, if the close has each of them at the taken line; else null. */
function wholeMarket(taken: TakenPrice, quoted: readonly Closing['prices'][number][]): Closing['prices'] | null {
  const name = isMarket(taken.market) ? taken.market : null;
  const selections = name && MARKETS[name].selections;
  const exclusive = name ? MARKET_RULES[name].exclusive : 'all';
  if (exclusive === 'none') return null;
  // Where selections are names or follow a pattern, the market is all that is quoted.
  if (!Array.isArray(selections)) return [...quoted];
  const side = taken.selection.startsWith('away_') ? 'away_' : 'home_';
  const needed = exclusive === 'team' ? selections.filter((one) => one.startsWith(side)) : selections;
  const all = needed.map((name) => quoted.find(({ selection }) => selection === name));
  return all.every((price) => price !== undefined) ? all : null;
}

/**
 * Closing line value (docs/settlement.md). Null when there is no close to compare with: a live pick, no prices, or none confirmed in time.
 * When the line moved, the price parts are null unless the close also quotes the taken line. The picked side's `line` of a spread is
 * compared with the close's line for that same side.
 */
export function closingLineValue(taken: TakenPrice, closing: Closing | undefined, start: ActualStart): Clv | null {
  if (!closing || closing.prices.length === 0 || taken.live === true || !isClose(closing, start)) return null;
  const takenLine = parseLine(taken.line ?? '');
  const closeLine = closing.line === undefined ? takenLine : parseLine(closing.line);
  const line = takenLine === null || closeLine === null ? null : lineGain(taken, takenLine, closeLine);
  const quoted = closing.prices.filter((price) =>
    price.line === undefined ? takenLine === closeLine : parseLine(price.line) === takenLine,
  );
  const spelled = (selection: string): string =>
    isMarket(taken.market) ? canonicalSelection(taken.market, selection) : selection;
  const own = quoted.find(({ selection }) => spelled(selection) === spelled(taken.selection));
  const D = decimalOf(taken.odds);
  if (!own) return line && { method: closing.method, raw: null, fair: null, probability: null, line };
  const close = decimal(own);
  const market = wholeMarket(taken, quoted);
  const fair = market && fairProbabilities(market.map(decimal), closing.method);
  return {
    method: closing.method,
    raw: subtract(divide(D, close), ONE),
    fair: fair && market && subtract(multiply(D, fair[market.indexOf(own)] ?? fraction(0)), ONE),
    probability: subtract(impliedProbability(close), impliedProbability(D)),
    line,
  };
}
