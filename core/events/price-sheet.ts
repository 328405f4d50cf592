import { createHash } from 'node:crypto';
import { parseLine } from '#core/odds';
import { listedSelections, MARKETS, type Market } from '#schemas/sports';

/** One price of one book. `price` is text that `Odds` accepts in the sheet's format. */
export interface Quote {
  readonly book: string;
  readonly title: string;
  readonly market: Market;
  readonly selection: string;
  /** A spread's line is the home side's, so that both sides of it stand together. Null where the market has none. */
  readonly line: string | null;
  readonly price: string;
}

/** One market at one line: each selection's price at each book. */
export interface PriceLine {
  readonly market: Market;
  readonly line: string | null;
  readonly prices: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** All prices of an event at a moment. About 18 bytes for each price, which is what a snapshot costs to keep. */
export interface PriceSheet {
  readonly format: 'american' | 'decimal';
  /** Each book's name, by its key. */
  readonly books: Readonly<Record<string, string>>;
  readonly lines: readonly PriceLine[];
}

/** The feed's main lines, or the further ones that it is asked for less often. */
export const SHEETS = ['main', 'alternate'] as const;
export type SheetKind = (typeof SHEETS)[number];

const order = ({ market, line }: PriceLine): number =>
  MARKETS.indexOf(market) * 100_000 + (line === null ? 0 : (parseLine(line) ?? 0));
const sorted = <T>(entries: readonly (readonly [string, T])[]) =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** The same quotes make the same sheet, in whatever order they come; of two quotes for one thing the later stands. */
export function sheetOf(format: PriceSheet['format'], quotes: readonly Quote[]): PriceSheet {
  const groups = Map.groupBy(quotes, ({ market, line }) => `${market} ${line}`);
  const lines = [...groups.values()].map(([first, ...rest]): PriceLine => {
    const { market, line } = first as Quote;
    const of = (selection: string) => [first as Quote, ...rest].filter((quote) => quote.selection === selection);
    const prices = listedSelections(market).flatMap((selection) => {
      const at = of(selection).map(({ book, price }) => [book, price] as const);
      return at.length === 0 ? [] : [[selection, sorted(at)] as const];
    });
    return { market, line, prices: Object.fromEntries(prices) };
  });
  return {
    format,
    books: sorted(quotes.map(({ book, title }) => [book, title] as const)),
    lines: lines.toSorted((a, b) => order(a) - order(b)),
  };
}

/** Tells two sheets apart. A stored one has lost the order of its keys, so its hash is kept beside it. */
export const hashOf = (sheet: PriceSheet): string => createHash('sha256').update(JSON.stringify(sheet)).digest('base64url');
