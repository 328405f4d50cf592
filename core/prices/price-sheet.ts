import { createHash } from 'node:crypto';
import { formatSpreadLine, parseLine } from '#core/odds';
import { listedSelections, MARKETS, namesCompetitor, OFFERED_MARKETS, type OfferedMarket } from '#schemas/markets';

/** A market at a line, with player and statistic in the player markets. */
export interface QuotedMarket {
  readonly market: OfferedMarket;
  /** The player, as the provider writes the name. Only in the player markets. */
  readonly subject?: string;
  /** The player's statistic by our name: `receptions`. */
  readonly stat?: string;
  /** A spread's line is from the home side, so that both selections share one line. Null for a market without lines. */
  readonly line: string | null;
}

/** One price of one book. `price` is text that `Odds` accepts in the sheet's format. */
export interface Quote extends QuotedMarket {
  readonly book: string;
  readonly title: string;
  readonly selection: string;
  readonly price: string;
}

/** One market at one line. `prices` maps a selection, which may be the name of a competitor, to a map from a book's key to its price. */
export interface PriceLine extends QuotedMarket {
  readonly prices: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** All prices of an event at one instant. A snapshot takes about 18 bytes for each price. */
export interface PriceSheet {
  readonly format: 'american' | 'decimal';
  /** The title of each book, by its key. */
  readonly books: Readonly<Record<string, string>>;
  readonly lines: readonly PriceLine[];
}

/** The kinds of sheets: the provider's main lines, and its further lines and player lines, which are polled less often. */
export const SHEETS = ['main', 'alternate', 'players'] as const;
export type SheetKind = (typeof SHEETS)[number];

/** The text that lines of one market share: market, player and statistic. One of them is the main line. */
export const marketOfLine = ({ market, subject = '', stat = '' }: QuotedMarket): string =>
  JSON.stringify([market, subject, stat]);

/** Compares by market, then player and statistic, then line. */
function inOrder(a: QuotedMarket, b: QuotedMarket): number {
  const [names, others] = [a, b].map(({ subject = '', stat = '' }) => `${subject}\n${stat}`) as [string, string];
  const byName = names === others ? 0 : names < others ? -1 : 1;
  return OFFERED_MARKETS.indexOf(a.market) - OFFERED_MARKETS.indexOf(b.market) || byName || quartersOf(a) - quartersOf(b);
}
const quartersOf = ({ line }: QuotedMarket): number => (line === null ? 0 : (parseLine(line) ?? 0));

const sorted = <T>(entries: readonly (readonly [string, T])[]) =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Makes a sheet. Its order does not depend on the order of the quotes, except that of two quotes for one price the later wins. */
export function sheetOf(format: PriceSheet['format'], quotes: readonly Quote[]): PriceSheet {
  const groups = Map.groupBy(quotes, (quote) => `${marketOfLine(quote)} ${quote.line}`);
  const lines = [...groups.values()].map((group): PriceLine => {
    const { market, subject, stat, line } = group[0] as Quote;
    const of = Map.groupBy(group, ({ selection }) => selection);
    const prices = (namesCompetitor(market) ? [...of.keys()].toSorted() : listedSelections(market)).flatMap((selection) => {
      const at = of.get(selection)?.map(({ book, price }) => [book, price] as const) ?? [];
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

/** The selections of a line in their order: as its market lists them, or the names of the competitors who are quoted, sorted. */
export const selectionsIn = ({ market, prices }: PriceLine): readonly string[] =>
  namesCompetitor(market) ? Object.keys(prices).toSorted() : listedSelections(market);

/** The prices of a selection at a line, by book. Safe for any text: a selection may be what somebody wrote. */
export const quotesFor = ({ prices }: PriceLine, selection: string): Readonly<Record<string, string>> =>
  Object.hasOwn(prices, selection) ? (prices[selection] ?? {}) : {};

/** The hash of a sheet. It is stored beside the sheet, since a stored sheet loses the order of its keys. */
export const sheetHash = (sheet: PriceSheet): string => createHash('sha256').update(JSON.stringify(sheet)).digest('base64url');

/** The number of prices of a line. */
const pricesOf = ({ prices }: PriceLine): number =>
  Object.values(prices).reduce((sum, books) => sum + Object.keys(books).length, 0);

/** The line of each market with the most prices; of equals, the first. A player's statistic is a market of its own. */
export function mainLines(lines: readonly PriceLine[]): ReadonlySet<PriceLine> {
  const markets = Map.groupBy(lines, marketOfLine);
  return new Set([...markets.values()].map((rivals) => rivals.reduce((a, b) => (pricesOf(b) > pricesOf(a) ? b : a))));
}

/** Converts a line between the sheet's side and the picked side. Only a spread's `away` differs: its sign is reversed. */
export function lineFor(market: OfferedMarket, selection: string, line: string | null): string | null {
  const mirrored = MARKETS[market].line === 'spread' && selection === 'away';
  const quarters = line === null || !mirrored ? null : parseLine(line);
  return quarters === null ? line : formatSpreadLine(quarters === 0 ? 0 : -quarters);
}

const OTHER_SIDE: Readonly<Record<string, string>> = { home: 'away', away: 'home' };

/** The sheet of a game whose teams were shown turned round: sides and spreads change over, totals and players stay. */
export const turnedSheet = (sheet: PriceSheet): PriceSheet => ({
  ...sheet,
  lines: sheet.lines
    .map((line): PriceLine => {
      const prices = selectionsIn(line).flatMap((selection) => {
        const quoted = line.prices[OTHER_SIDE[selection] ?? selection];
        return quoted ? [[selection, quoted] as const] : [];
      });
      return { ...line, line: lineFor(line.market, 'away', line.line), prices: Object.fromEntries(prices) };
    })
    .toSorted(inOrder),
});

/** Bounds of a sheet on players and of one on a field. DynamoDB takes 400 KB an item, and an item is never larger than its JSON. */
const MOST_PLAYERS = 100;
const MOST_COMPETITORS = 200;
const MOST_BYTES = 200_000;

/** A sheet within bounds, and the number of names that were left out. */
interface Bounded {
  readonly sheet: PriceSheet;
  readonly leftOut: number;
}

/** Cuts a sheet on players to the bounds. It keeps the players with the most prices, each with all lines; of equals, the first by name. */
export function withinBounds(sheet: PriceSheet): Bounded {
  const byPlayer = [...Map.groupBy(sheet.lines, ({ subject = '' }) => subject)].map(([name, lines]) => ({
    name,
    prices: lines.reduce((sum, line) => sum + pricesOf(line), 0),
    bytes: Buffer.byteLength(JSON.stringify(lines)),
  }));
  const { kept, leftOut } = chosen(byPlayer, MOST_PLAYERS, { ...sheet, lines: [] });
  const lines = () => sheet.lines.filter(({ subject = '' }) => kept.has(subject));
  return leftOut === 0 ? { sheet, leftOut } : { sheet: { ...sheet, lines: lines() }, leftOut };
}

/** Cuts a sheet on a field to the bounds. It keeps the competitors with the most prices; of equals, the first by name. */
export function fieldWithinBounds(sheet: PriceSheet): Bounded {
  const line = sheet.lines.find(({ market }) => namesCompetitor(market));
  if (!line) return { sheet, leftOut: 0 };
  const byName = Object.entries(line.prices).map(([name, books]) => ({
    name,
    prices: Object.keys(books).length,
    bytes: Buffer.byteLength(JSON.stringify({ [name]: books })),
  }));
  const { kept, leftOut } = chosen(byName, MOST_COMPETITORS, { ...sheet, lines: [{ ...line, prices: {} }] });
  const prices = () => Object.fromEntries(Object.entries(line.prices).filter(([name]) => kept.has(name)));
  const lines = () => sheet.lines.map((one) => (one === line ? { ...line, prices: prices() } : one));
  return leftOut === 0 ? { sheet, leftOut } : { sheet: { ...sheet, lines: lines() }, leftOut };
}

/** The names that fit, those with the most prices first. @param rest the sheet without any of them */
function chosen(
  names: readonly { readonly name: string; readonly prices: number; readonly bytes: number }[],
  most: number,
  rest: PriceSheet,
): { readonly kept: ReadonlySet<string>; readonly leftOut: number } {
  const kept = new Set<string>();
  let left = MOST_BYTES - Buffer.byteLength(JSON.stringify(rest));
  for (const { name, bytes } of names.toSorted((a, b) => b.prices - a.prices || (a.name < b.name ? -1 : 1))) {
    if (kept.size === most || bytes > left) break;
    kept.add(name);
    left -= bytes;
  }
  return { kept, leftOut: names.length - kept.size };
}
