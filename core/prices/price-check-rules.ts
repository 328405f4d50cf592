import { add, compare, decimalOf, type Fraction, multiply, ONE, parseLine } from '#core/odds';
import type { EventId } from '#schemas/common';
import { isMarket, MARKETS } from '#schemas/markets';
import type { Odds } from '#schemas/odds';
import type { PriceCheck } from '#schemas/price-check';
import { pollsOfPricesEvery } from './cadence.ts';
import { type ClosedLeg, confirms } from './closing-rules.ts';
import type { Poll } from './poll.store.ts';
import { type PricePolicy, pricePolicy } from './price-policy.ts';
import { lineFor, type PriceSheet, quotesFor, type SheetKind } from './price-sheet.ts';

/** One kind of an event's prices over some time. */
interface QuotedSheets {
  readonly kind: SheetKind;
  /** Oldest first: the one that stood when the time began, and all that followed. */
  readonly sheets: readonly { readonly at: string; readonly sheet: PriceSheet }[];
  /** The polls that could show them, in any order. */
  readonly polls: readonly Poll[];
}

/** The prices of an event over some time. */
export interface QuotedPrices {
  readonly eventId: EventId;
  readonly kinds: readonly QuotedSheets[];
}

/**
 * The kinds of sheets that may quote a leg: none for another period than the game, for a line in sets and for a field beyond its winner, which nobody
 * quotes.
 */
export function kindsFor({ market, period, lineUnit }: Pick<ClosedLeg, 'market' | 'period' | 'lineUnit'>): readonly SheetKind[] {
  if (period !== 'game' || lineUnit === 'sets' || !isMarket(market)) return [];
  const { on, line } = MARKETS[market];
  if (on === 'player') return ['players'];
  if (on === 'competitor') return market === 'outright' ? ['main'] : [];
  return line === 'none' ? ['main'] : ['main', 'alternate'];
}

/** A time in which quotes count. Instants are ISO 8601. */
interface Comparison {
  /** The instant at which the price was accepted. */
  readonly acceptedAt: string;
  /** The start that was in force then. */
  readonly startsAt: string;
  /** Quotes after this instant were not known. */
  readonly knownAt: string;
  readonly policyVersion: string;
}

/**
 * The best price that any book quoted for a leg's selection and line at any moment from `before` the acceptance to the first poll after it.
 * Where the leg names a book that the feed carries, only that book counts.
 * @returns null when there is nothing to compare with
 */
export function bestQuote(
  prices: QuotedPrices | undefined,
  leg: ClosedLeg,
  book: string | undefined,
  comparison: Comparison,
): Odds | null {
  const wanted = kindsFor(leg);
  const standing = (prices?.kinds ?? [])
    .filter(({ kind }) => wanted.includes(kind))
    .flatMap((one) => sheetsIn(one, (prices as QuotedPrices).eventId, comparison));
  const name = book?.trim().toLowerCase();
  const isNamed = ([key, title]: readonly [string, string]) => name === key.toLowerCase() || name === title.trim().toLowerCase();
  const named = new Set(standing.flatMap(({ books }) => Object.entries(books).filter(isNamed)).map(([key]) => key));
  const quotes = standing.flatMap((sheet) =>
    quotesIn(sheet, leg).flatMap(([key, price]): Odds[] =>
      named.size === 0 || named.has(key) ? [{ format: sheet.format, price }] : [],
    ),
  );
  return quotes.reduce<Odds | null>(
    (best, quote) => (best && compare(decimalOf(best), decimalOf(quote)) >= 0 ? best : quote),
    null,
  );
}

/** The prices of a leg's selection at its line, by book. */
const quotesIn = ({ lines }: PriceSheet, { market, subject, stat, line, selection }: ClosedLeg): [string, string][] =>
  lines
    .filter(
      (one) =>
        one.market === market &&
        one.subject === subject &&
        one.stat === stat &&
        isSameLine(one.line, lineFor(one.market, selection, line ?? null)),
    )
    .flatMap((one) => Object.entries(quotesFor(one, selection)));

const isSameLine = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : parseLine(a) !== null && parseLine(a) === parseLine(b);

/** The sheets that stood at some moment of the comparison. */
function sheetsIn({ kind, sheets, polls }: QuotedSheets, eventId: EventId, comparison: Comparison): PriceSheet[] {
  const { acceptedAt, startsAt, knownAt, policyVersion } = comparison;
  const policy = pricePolicy(policyVersion);
  const confirmed = [...polls.filter((poll) => confirms(poll, eventId)).map(({ at }) => at), ...sheets.map(({ at }) => at)]
    .filter((at) => at <= knownAt)
    .map((at) => Date.parse(at))
    .sort((a, b) => a - b);
  const standsFor = (at: number) =>
    policy.cadences * pollsOfPricesEvery(kind === 'main' ? 'odds' : 'alternates', Date.parse(startsAt) - at);
  const accepted = Date.parse(acceptedAt);
  const next = confirmed.find((at) => at > accepted);
  const from = accepted - policy.before;
  const to = next !== undefined && next <= accepted + standsFor(accepted) ? next : accepted;
  return sheets
    .filter(({ at }, i) => {
      const [begin, end] = [Date.parse(at), Date.parse(sheets[i + 1]?.at ?? '9999-12-31T23:59:59.999Z')];
      return (
        at <= knownAt &&
        confirmed.some((seen) => begin <= seen && seen < end && seen <= to && Math.min(end, seen + standsFor(seen)) >= from)
      );
    })
    .map(({ sheet }) => sheet);
}

/** Compares an entered price with the best one quoted. Exact. */
export function checkPrice(entered: Odds | undefined, best: Odds | undefined, policyVersion: string): PriceCheck {
  if (!entered || !best) return 'unquoted';
  return compare(decimalOf(entered), highestQuoted(decimalOf(best), pricePolicy(policyVersion))) <= 0 ? 'quoted' : 'above';
}

const highestQuoted = (best: Fraction, { tolerance, wideFrom, wideTolerance }: PricePolicy): Fraction =>
  multiply(best, add(ONE, compare(best, wideFrom) >= 0 ? wideTolerance : tolerance));

/** The check of a pick by those of its legs: above if one is, else unquoted if one is. */
export function checkOf(legs: readonly PriceCheck[]): PriceCheck {
  if (legs.includes('above')) return 'above';
  return legs.includes('unquoted') ? 'unquoted' : 'quoted';
}

const ORDER: readonly PriceCheck[] = ['quoted', 'unquoted', 'above'];

/** The better of two answers for one leg: the second quote replaces the first only where it makes the check or the price better. */
export function betterQuote(
  entered: Odds | undefined,
  first: Odds | undefined,
  second: Odds | null,
  policyVersion: string,
): Odds | undefined {
  if (!second) return first;
  if (first) return compare(decimalOf(second), decimalOf(first)) > 0 ? second : first;
  const [before, after] = [first, second].map((best) => ORDER.indexOf(checkPrice(entered, best, policyVersion)));
  return (after as number) < (before as number) ? second : first;
}

/** True when a later quote could change what counts: the entered price is above the best one known, or nothing was known. */
export const mayImprove = (entered: Odds | undefined, best: Odds | undefined): boolean =>
  entered !== undefined && (!best || compare(decimalOf(entered), decimalOf(best)) > 0);

/** The lower of the entered price and the best one quoted. */
export const boardPrice = (entered: Odds, best: Odds): Odds =>
  compare(decimalOf(entered), decimalOf(best)) <= 0 ? entered : best;
