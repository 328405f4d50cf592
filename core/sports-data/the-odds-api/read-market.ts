import { formatSpreadLine, formatTotalLine, onGrid, parseLine } from '#core/odds';
import type { PriceSheet, Quote } from '#core/prices';
import type { LineStep } from '#schemas/market-shapes';
import { isOfferedSelection, listedSelections, MARKETS, type OfferedMarket, offerOf } from '#schemas/markets';
import { AmericanPrice, DecimalPrice } from '#schemas/odds';
import type { League } from '#schemas/sports';
import { PROVIDER_LEAGUES } from './leagues.ts';
import {
  FieldOutcome,
  type PlayerMarketKey,
  PlayerOutcome,
  PROVIDER_MARKETS,
  PROVIDER_PLAYER_MARKETS,
  ProviderFieldMarket,
  ProviderMarket,
  type ProviderOutcome,
  ProviderPlayerMarket,
} from './protocol.ts';
import { problemOf, type Reject } from './read-reply.ts';

export interface Teams {
  readonly home: string;
  readonly away: string;
}

type Read = Omit<Quote, 'book' | 'title'>;

/**
 * Reads one book's market; no quotes for a market that we do not keep. A market that cannot be read is set aside; of a player market, the
 * player alone, and of a field the competitor.
 * @param teams null where a field of competitors plays
 */
export function marketQuotes(league: League, teams: Teams | null, raw: unknown, reject: Reject): Read[] {
  const onPlayers = ProviderPlayerMarket.safeParse(raw);
  if (onPlayers.success) return playerQuotes(league, onPlayers.data, reject);
  const onField = ProviderFieldMarket.safeParse(raw);
  if (onField.success) return fieldQuotes(league, onField.data.outcomes, reject);
  const market = ProviderMarket.safeParse(raw);
  const quotes = market.success ? gameQuotes(league, teams, market.data) : problemOf(market.error);
  if (typeof quotes !== 'string') return quotes;
  reject(`${market.data?.key ?? 'market'}: ${quotes}`);
  return [];
}

/** @returns the fault; undefined for none */
function gameQuotes(
  league: League,
  teams: Teams | null,
  { key, outcomes }: { key: string; outcomes: ProviderOutcome[] },
): Read[] | string {
  const known = Object.hasOwn(PROVIDER_MARKETS, key) ? PROVIDER_MARKETS[key] : undefined;
  const market = known && (known.market ?? winnerMarket(league, outcomes));
  if (!market || !offerOf(league, market)) return [];
  const quotes = quotesOf({ league, market, format: PROVIDER_LEAGUES[league].format }, namesOf(teams), outcomes);
  return typeof quotes === 'string' || known.alternate || isWhole(quotes, market) ? quotes : 'not one price for each side';
}

/** Our market of `h2h`: some books quote the draw of a fight, and others do not. */
function winnerMarket(league: League, outcomes: readonly ProviderOutcome[]): OfferedMarket | undefined {
  const { h2h } = PROVIDER_LEAGUES[league];
  return h2h.find((market) => listedSelections(market).length === outcomes.length) ?? h2h[0];
}

/** Reads each player's market by itself, also with one selection: most books quote no price against an anytime scorer. */
function playerQuotes(league: League, { key, outcomes }: { key: PlayerMarketKey; outcomes: unknown[] }, reject: Reject): Read[] {
  const { players } = PROVIDER_LEAGUES[league].further ?? {};
  const known = PROVIDER_PLAYER_MARKETS[key];
  if (!players?.markets.includes(key)) return [];
  const { format } = players;
  const read = outcomes.flatMap((raw) => {
    const outcome = PlayerOutcome.safeParse(raw);
    if (!outcome.success) reject(`${key}: ${problemOf(outcome.error)}`);
    return outcome.success ? [outcome.data] : [];
  });
  return [...Map.groupBy(read, ({ description }) => description)].flatMap(([subject, own]) => {
    const quotes = quotesOf({ league, market: known.market, format }, PLAYER_NAMES, own);
    if (typeof quotes !== 'string') return quotes.map((quote) => ({ ...quote, subject, stat: known.stat }));
    reject(`${key}: ${quotes}`);
    return [];
  });
}

/** Reads a book's prices of who wins. A competitor under whose name two prices stand has none. */
function fieldQuotes(league: League, outcomes: readonly unknown[], reject: Reject): Read[] {
  const { main, format } = PROVIDER_LEAGUES[league];
  if (!main.includes('outrights') || !offerOf(league, 'outright')) return [];
  const refused = (problem: string) => reject(`outrights: ${problem}`);
  const read = outcomes.flatMap((raw) => {
    const outcome = FieldOutcome.safeParse(raw);
    if (!outcome.success) refused(problemOf(outcome.error));
    return outcome.success ? [outcome.data] : [];
  });
  return [...Map.groupBy(read, ({ name }) => name)].flatMap(([selection, [outcome, again]]): Read[] => {
    const price = outcome === undefined ? null : priceOf(format, outcome.price);
    if (price !== null && again === undefined && outcome?.point === undefined)
      return [{ market: 'outright', selection, line: null, price }];
    refused(again ? 'the same outcome twice' : price === null ? 'a price that cannot be' : 'a line that this sport cannot have');
    return [];
  });
}

type Names = Readonly<Record<string, string>>;
/** The provider's names of outcomes, and our selections. */
const namesOf = (teams: Teams | null): Names => ({
  Draw: 'draw',
  Over: 'over',
  Under: 'under',
  ...(teams && { [teams.home]: 'home', [teams.away]: 'away' }),
});
const PLAYER_NAMES: Names = { Over: 'over', Under: 'under', Yes: 'yes', No: 'no' };

function quotesOf(
  { league, market, format }: { league: League; market: OfferedMarket; format: PriceSheet['format'] },
  names: Names,
  outcomes: readonly ProviderOutcome[],
): Read[] | string {
  const step = offerOf(league, market)?.step ?? null;
  const quotes: Read[] = [];
  for (const outcome of outcomes) {
    const selection = Object.hasOwn(names, outcome.name) ? names[outcome.name] : undefined;
    if (!selection || !isOfferedSelection(market, selection)) return 'an outcome of another name';
    const line = quotedLine(market, step, selection, outcome.point);
    if (line === undefined) return 'a line that this sport cannot have';
    const price = priceOf(format, outcome.price);
    if (price === null) return 'a price that cannot be';
    if (quotes.some((quote) => quote.selection === selection && quote.line === line)) return 'the same outcome twice';
    quotes.push({ market, selection, line, price });
  }
  return quotes;
}

/** True for a main market with each selection once, all at one line. */
const isWhole = (quotes: readonly Read[], market: OfferedMarket): boolean =>
  quotes.length === listedSelections(market).length && quotes.every(({ line }) => line === quotes[0]?.line);

/** @returns the line in our form, a spread's from the home side; null for a market without lines; undefined for a line that cannot be read */
function quotedLine(
  market: OfferedMarket,
  step: LineStep | null,
  selection: string,
  point: number | undefined,
): string | null | undefined {
  if (step === null) return point === undefined ? null : undefined;
  const quarters = point === undefined ? null : parseLine(String(point));
  if (quarters === null || !onGrid(quarters, step)) return undefined;
  if (MARKETS[market].line === 'spread') return formatSpreadLine(selection === 'home' || quarters === 0 ? quarters : -quarters);
  return quarters > 0 ? formatTotalLine(quarters) : undefined;
}

/** The text of a JSON number. It is exact, since the shortest text of a number with so few digits is the text that was sent. */
function priceOf(format: PriceSheet['format'], price: number): string | null {
  const text = format === 'american' && price > 0 ? `+${price}` : String(price);
  return (format === 'american' ? AmericanPrice : DecimalPrice).safeParse(text).data ?? null;
}
