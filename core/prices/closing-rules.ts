import { compare, decimalOf, type Fraction, impliedProbability, parseLine, sum } from '#core/odds';
import type { EventId } from '#schemas/common';
import { isMarket, MARKETS, namesCompetitor } from '#schemas/markets';
import type { Closing } from '#schemas/settlement';
import type { Poll } from './poll.store.ts';
import { lineFor, mainLines, type PriceLine, type PriceSheet, quotesFor, type SheetKind, selectionsIn } from './price-sheet.ts';

/** Prices that a poll confirmed within fifteen minutes before the start, and the instant of the last confirmation. */
export interface ClosingSheet {
  readonly sheet: PriceSheet;
  readonly confirmedAt: string;
}

/** The closing prices of an event. A kind that no poll confirmed is left out. */
export type ClosingPrices = Readonly<Partial<Record<SheetKind, ClosingSheet>>>;

/** True when a poll confirms an event's prices: it was read whole and showed the event. */
export const confirms = ({ whole, missing, unread = [] }: Poll, eventId: EventId): boolean =>
  whole && !missing.includes(eventId) && !unread.includes(eventId);

const FRESH = 15 * 60_000;

/** The window in which a poll must confirm prices for them to be the close. Both ends are inclusive. */
export const closingWindow = (startsAt: string): { from: string; to: string } => ({
  from: new Date(Date.parse(startsAt) - FRESH).toISOString(),
  to: startsAt,
});

/**
 * The last instant before the start at which prices written at `at` were confirmed: by a poll that showed the event, or by being written.
 * @param polls of the kind that could show the event, newest first
 * @returns null when the prices were not confirmed within the closing window
 */
export function confirmedAt(eventId: EventId, at: string, polls: readonly Poll[], startsAt: string): string | null {
  const { from, to } = closingWindow(startsAt);
  const poll = polls.find((one) => one.at >= at && one.at <= to && confirms(one, eventId));
  const seen = poll?.at ?? at;
  return from <= seen && seen <= to ? seen : null;
}

/** The fields of a leg that identify its close. A spread's line is from the picked side. */
export interface ClosedLeg {
  readonly market: string;
  readonly period: string;
  readonly selection: string;
  readonly line?: string | null | undefined;
  readonly subject?: string | undefined;
  readonly stat?: string | undefined;
  readonly lineUnit?: string | undefined;
}

/**
 * The close of one leg at one book: the pick's own book if it still quotes the selection, else the book with the least margin
 * (docs/adr/0012-the-close.md). `line` is the line that most books quote. The prices are at the taken line; if no book quotes that any more,
 * they are at the main line and tell only by how much the line moved. Of a field the close has the prices of all, or, where the book leaves
 * out a competitor whom another book quotes, the picked one's alone: no margin can be taken out of a part of a field.
 * @param book the book's key or title as the pick names it, in any case
 * @returns the close and the book's key; null for a leg without a close: another period than the game, a line in sets, a market or player
 * without quotes
 */
export function closeFor(
  prices: ClosingPrices,
  leg: ClosedLeg,
  book: string | undefined,
): { closing: Closing; book: string } | null {
  const onPlayer = isMarket(leg.market) && MARKETS[leg.market].on === 'player';
  const main = onPlayer ? prices.players : prices.main;
  const [mainLine] = mainLines(linesOf(main, leg));
  if (leg.period !== 'game' || leg.lineUnit === 'sets' || !main || !mainLine) return null;

  const taken = takenLine(mainLine, leg);
  const mains = offersAt(main, leg, taken).filter(isOn(leg));
  const others = onPlayer ? [] : offersAt(prices.alternate, leg, taken).filter(isOn(leg));
  const chosen =
    [...mains, ...others].find(isOf(book)) ??
    leastMargin(mains.length > 0 ? mains : others, leg, mainLine) ??
    (mainLine.line === null ? undefined : moved(offersAt(main, leg, mainLine.line), leg, mainLine, book));
  if (!chosen) return null;
  const side = (line: string | null) => lineFor(mainLine.market, leg.selection, line);
  const [line, closeLine] = [side(chosen.line), side(mainLine.line)];
  const closing: Closing = {
    method: 'multiplicative',
    prices: pricesOf(chosen, leg, mainLine).map((price) => ({ ...price, ...(line !== null && { line }) })),
    ...(closeLine !== null && { line: closeLine }),
    // The line is the main sheet's, so both have to hold.
    confirmedAt: chosen.confirmedAt < main.confirmedAt ? chosen.confirmedAt : main.confirmedAt,
  };
  return { closing, book: chosen.book };
}

/** The prices of a market of which one selection wins: none of a part of a field but the picked one's. */
const pricesOf = (offer: Offer, { selection }: ClosedLeg, line: PriceLine): Offer['prices'] =>
  namesCompetitor(line.market) && !isWhole(offer, line)
    ? offer.prices.filter((price) => price.selection === selection)
    : offer.prices;

/** True for an offer of every selection: of a field, of every competitor whom some book quotes. */
const isWhole = ({ prices }: Offer, line: PriceLine): boolean => prices.length === selectionsIn(line).length;

/** The lines of the leg's market in a sheet. */
const linesOf = (closing: ClosingSheet | undefined, { market, subject, stat }: ClosedLeg): readonly PriceLine[] =>
  closing?.sheet.lines.filter((line) => line.market === market && line.subject === subject && line.stat === stat) ?? [];

/** The leg's line from the sheet's side. Undefined when the market has lines and the leg's cannot be read. */
function takenLine({ market, line }: PriceLine, leg: ClosedLeg): string | null | undefined {
  return line === null ? null : (lineFor(market, leg.selection, leg.line ?? null) ?? undefined);
}

/** One book's prices for a market at a line, in the order of its selections. */
interface Offer {
  readonly book: string;
  readonly title: string;
  readonly line: string | null;
  readonly prices: readonly { readonly selection: string; readonly price: string; readonly format: PriceSheet['format'] }[];
  readonly confirmedAt: string;
}

/** The offers of a leg's market at a line, sorted by the books' keys. */
function offersAt(closing: ClosingSheet | undefined, leg: ClosedLeg, at: string | null | undefined): Offer[] {
  const found = linesOf(closing, leg).find(({ line }) => sameLine(line, at));
  if (!closing || !found) return [];
  const { sheet, confirmedAt } = closing;
  const books = new Set(Object.values(found.prices).flatMap((quoted) => Object.keys(quoted)));
  const selections = selectionsIn(found);
  return [...books].toSorted().map((book) => ({
    book,
    title: Object.hasOwn(sheet.books, book) ? (sheet.books[book] ?? book) : book,
    line: found.line,
    prices: selections.flatMap((selection) => {
      const quoted = quotesFor(found, selection);
      const price = Object.hasOwn(quoted, book) ? quoted[book] : undefined;
      return price === undefined ? [] : [{ selection, price, format: sheet.format }];
    }),
    confirmedAt,
  }));
}

const sameLine = (line: string | null, other: string | null | undefined): boolean =>
  line === null || other === null || other === undefined
    ? line === other
    : parseLine(line) !== null && parseLine(line) === parseLine(other);

const isOn =
  ({ selection }: ClosedLeg) =>
  ({ prices }: Offer): boolean =>
    prices.some((price) => price.selection === selection);

const isOf = (book: string | undefined) => {
  const name = book?.trim().toLowerCase();
  return ({ book: key, title }: Offer): boolean => name === key.toLowerCase() || name === title.trim().toLowerCase();
};

/**
 * Of the books that quote every selection of the market, the one with the least sum of implied probabilities. If no book does (only `yes` of
 * an anytime scorer), the one with the best price of the picked selection. Of equals, the first by key.
 */
function leastMargin(offers: readonly Offer[], { selection }: ClosedLeg, line: PriceLine): Offer | undefined {
  const whole = offers.filter((offer) => isWhole(offer, line));
  const probability = ({ prices }: Offer): Fraction =>
    sum(
      prices
        .filter((price) => whole.length > 0 || price.selection === selection)
        .map((price) => impliedProbability(decimalOf(price))),
    );
  const rivals = (whole.length > 0 ? whole : offers).map((offer) => ({ offer, sum: probability(offer) }));
  return rivals.toSorted((a, b) => compare(a.sum, b.sum))[0]?.offer;
}

/** The offer at the main line, if no book quotes the taken one. Books that quote the selection come first, the pick's own before others. */
const moved = (offers: readonly Offer[], leg: ClosedLeg, line: PriceLine, book: string | undefined): Offer | undefined => {
  const quoted = offers.filter(isOn(leg));
  return quoted.find(isOf(book)) ?? leastMargin(quoted.length > 0 ? quoted : offers, leg, line);
};
