import { createHash } from 'node:crypto';
import { formatSpreadLine, parseLine } from '#core/odds';
import { listedSelections, MARKETS, OFFERED_MARKETS, type OfferedMarket } from '#schemas/markets';

/** What is quoted: a market, of a player's the player and the statistic, at a line. */
export interface Quoted {
  readonly market: OfferedMarket;
  /** Whose statistic: the player, as the provider writes the name. Only in the player markets. */
  readonly subject?: string;
  /** Which statistic of the player's, by our name: `receptions`. */
  readonly stat?: string;
  /** A spread's line is the home side's, so that both sides of it stand together. Null where the market has none. */
  readonly line: string | null;
}

/** One price of one book. `price` is text that `Odds` accepts in the sheet's format. */
export interface Quote extends Quoted {
  readonly book: string;
  readonly title: string;
  readonly selection: string;
  readonly price: string;
}

/** One market at one line: each selection's price at each book. */
export interface PriceLine extends Quoted {
  readonly prices: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** All prices of an event at a moment. About 18 bytes for each price, which is what a snapshot costs to keep. */
export interface PriceSheet {
  readonly format: 'american' | 'decimal';
  /** Each book's name, by its key. */
  readonly books: Readonly<Record<string, string>>;
  readonly lines: readonly PriceLine[];
}

/** The provider's main lines; the further ones and those on players, which it is asked for less often. */
export const SHEETS = ['main', 'alternate', 'players'] as const;
export type SheetKind = (typeof SHEETS)[number];

/** What lines have to share for one of them to be the main one. */
export const marketOfLine = ({ market, subject = '', stat = '' }: Quoted): string => JSON.stringify([market, subject, stat]);

/** By market, then by player and statistic, then by line. */
function inOrder(a: Quoted, b: Quoted): number {
  const [names, others] = [a, b].map(({ subject = '', stat = '' }) => `${subject}\n${stat}`) as [string, string];
  const byName = names === others ? 0 : names < others ? -1 : 1;
  return OFFERED_MARKETS.indexOf(a.market) - OFFERED_MARKETS.indexOf(b.market) || byName || quartersOf(a) - quartersOf(b);
}
const quartersOf = ({ line }: Quoted): number => (line === null ? 0 : (parseLine(line) ?? 0));

const sorted = <T>(entries: readonly (readonly [string, T])[]) =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The same quotes make the same sheet, in whatever order they come; of two quotes for one thing the later stands. */
export function sheetOf(format: PriceSheet['format'], quotes: readonly Quote[]): PriceSheet {
  const groups = Map.groupBy(quotes, (quote) => `${marketOfLine(quote)} ${quote.line}`);
  const lines = [...groups.values()].map((group): PriceLine => {
    const { market, subject, stat, line } = group[0] as Quote;
    const of = (selection: string) => group.filter((quote) => quote.selection === selection);
    const prices = listedSelections(market).flatMap((selection) => {
      const at = of(selection).map(({ book, price }) => [book, price] as const);
      return at.length === 0 ? [] : [[selection, sorted(at)] as const];
    });
    return {
      market,
      ...(subject !== undefined && { subject }),
      ...(stat !== undefined && { stat }),
      line,
      prices: Object.fromEntries(prices),
    };
  });
  return {
    format,
    books: sorted(quotes.map(({ book, title }) => [book, title] as const)),
    lines: lines.toSorted(inOrder),
  };
}

/** Tells two sheets apart. A stored one has lost the order of its keys, so its hash is kept beside it. */
export const hashOf = (sheet: PriceSheet): string => createHash('sha256').update(JSON.stringify(sheet)).digest('base64url');

/** How many prices a line has. */
const pricesOf = ({ prices }: PriceLine): number =>
  Object.values(prices).reduce((sum, books) => sum + Object.keys(books).length, 0);

/** Of each market (of a player's: of each player and statistic) the line that most prices are quoted for; the first of several. */
export function mainLines(lines: readonly PriceLine[]): ReadonlySet<PriceLine> {
  const markets = Map.groupBy(lines, marketOfLine);
  return new Set([...markets.values()].map((rivals) => rivals.reduce((a, b) => (pricesOf(b) > pricesOf(a) ? b : a))));
}

/** Turns a sheet's line into that of the picked side, or back: a sheet gives a spread from the home side. */
export function lineFor(market: OfferedMarket, selection: string, line: string | null): string | null {
  const mirrored = MARKETS[market].line === 'spread' && selection === 'away';
  const quarters = line === null || !mirrored ? null : parseLine(line);
  return quarters === null ? line : formatSpreadLine(quarters === 0 ? 0 : -quarters);
}

/** What a sheet on players holds at most: an item of DynamoDB has 400 KB, and never weighs more than its JSON. */
const MOST_PLAYERS = 100;
const MOST_BYTES = 200_000;

/**
 * A sheet on players that can be kept: those players whom most prices are quoted for, each with all of his lines; of equals the first by
 * name.
 * @returns also how many players were left out
 */
export function withinBounds(sheet: PriceSheet): { sheet: PriceSheet; leftOut: number } {
  const byPlayer = [...Map.groupBy(sheet.lines, ({ subject = '' }) => subject)].map(([subject, lines]) => ({
    subject,
    prices: lines.reduce((sum, line) => sum + pricesOf(line), 0),
    bytes: Buffer.byteLength(JSON.stringify(lines)),
  }));
  const kept = new Set<string>();
  let left = MOST_BYTES - Buffer.byteLength(JSON.stringify({ ...sheet, lines: [] }));
  for (const { subject, bytes } of byPlayer.toSorted((a, b) => b.prices - a.prices || (a.subject < b.subject ? -1 : 1))) {
    if (kept.size === MOST_PLAYERS || bytes > left) break;
    kept.add(subject);
    left -= bytes;
  }
  const leftOut = byPlayer.length - kept.size;
  return leftOut === 0
    ? { sheet, leftOut }
    : { sheet: { ...sheet, lines: sheet.lines.filter(({ subject = '' }) => kept.has(subject)) }, leftOut };
}
