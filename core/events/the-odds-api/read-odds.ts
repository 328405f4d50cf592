import { formatSpreadLine, formatTotalLine, onGrid, parseLine } from '#core/odds';
import { AmericanPrice, DecimalPrice } from '#schemas/odds';
import { isSelection, type League, type LineStep, listedSelections, type Market, marketOf, sportOf } from '#schemas/sports';
import type { FeedReply, OddsItem, Quota } from '../odds-provider.ts';
import { type PriceSheet, type Quote, sheetOf } from '../price-sheet.ts';
import { Bookmaker, FEED_LEAGUES, FEED_MARKETS, FeedMarket, type FeedOutcome, OddsGame } from './protocol.ts';
import { gameOf, problemOf, type Reject, readReply } from './read-reply.ts';

/** `/odds` as a list of games; an event's own odds as a list of one. */
export const readOdds = (league: League, reply: { body: unknown; quota: Quota }): FeedReply<OddsItem> =>
  readReply(league, OddsGame, reply, (game, reject) => ({
    ...gameOf(game),
    prices: sheetOf(
      FEED_LEAGUES[league].format,
      game.bookmakers.flatMap((raw) => bookQuotes(league, { home: game.home_team, away: game.away_team }, raw, reject)),
    ),
  }));

interface Teams {
  readonly home: string;
  readonly away: string;
}

/** A book's quotes; a market of which any part cannot be read is set aside whole. */
function bookQuotes(league: League, teams: Teams, raw: unknown, reject: Reject): Quote[] {
  const book = Bookmaker.safeParse(raw);
  if (!book.success) {
    reject(`bookmaker ${problemOf(book.error)}`);
    return [];
  }
  const { key, title, markets } = book.data;
  return markets.flatMap((rawMarket) => {
    const market = FeedMarket.safeParse(rawMarket);
    const quotes = market.success ? marketQuotes(league, teams, market.data) : problemOf(market.error);
    if (typeof quotes !== 'string') return quotes.map((quote) => ({ ...quote, book: key, title }));
    reject(`${key} ${market.data?.key ?? 'market'}: ${quotes}`);
    return [];
  });
}

type Read = Omit<Quote, 'book' | 'title'>;

/** @returns the quotes, none for a market that we do not keep, or what is wrong with it */
function marketQuotes(
  league: League,
  teams: Teams,
  { key, outcomes }: { key: string; outcomes: FeedOutcome[] },
): Read[] | string {
  const sport = sportOf(league);
  const known = FEED_MARKETS[key];
  const market = known?.markets.find((name) => marketOf(sport, name));
  const step = market && marketOf(sport, market)?.line;
  if (!known || !market || step === undefined) return [];
  const quotes: Read[] = [];
  for (const outcome of outcomes) {
    const selection = selectionOf(outcome.name, teams);
    if (!selection || !isSelection(market, selection)) return 'an outcome of another name';
    const line = lineOf(market, step, selection, outcome.point);
    if (line === undefined) return 'a line that this sport cannot have';
    const price = priceOf(FEED_LEAGUES[league].format, outcome.price);
    if (price === null) return 'a price that cannot be';
    if (quotes.some((quote) => quote.selection === selection && quote.line === line)) return 'the same outcome twice';
    quotes.push({ market, selection, line, price });
  }
  return known.alternate || isWhole(quotes, market) ? quotes : 'not one price for each side';
}

/** A main market has each selection once, and all at one line. */
const isWhole = (quotes: readonly Read[], market: Market): boolean =>
  quotes.length === listedSelections(market).length && quotes.every(({ line }) => line === quotes[0]?.line);

function selectionOf(name: string, { home, away }: Teams): string | undefined {
  const names: Readonly<Record<string, string>> = {
    Draw: 'draw',
    Over: 'over',
    Under: 'under',
    [home]: 'home',
    [away]: 'away',
  };
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

const FINEST = { wholes: 'whole', halves: 'half', quarters: 'quarter' } as const satisfies Record<NonNullable<LineStep>, string>;

/** @returns the line as we write it, a spread's from the home side; null where there is none; undefined for one that cannot be */
function lineOf(market: Market, step: LineStep, selection: string, point: number | undefined): string | null | undefined {
  if (step === null) return point === undefined ? null : undefined;
  const quarters = point === undefined ? null : parseLine(String(point));
  if (quarters === null || !onGrid(quarters, FINEST[step])) return undefined;
  if (market === 'spread') return formatSpreadLine(selection === 'home' || quarters === 0 ? quarters : -quarters);
  return quarters > 0 ? formatTotalLine(quarters) : undefined;
}

/** A JSON number back to the text that it was read from: exact, since the shortest text of a number of so few digits is that text. */
function priceOf(format: PriceSheet['format'], price: number): string | null {
  const text = format === 'american' && price > 0 ? `+${price}` : String(price);
  return (format === 'american' ? AmericanPrice : DecimalPrice).safeParse(text).data ?? null;
}
