import type * as z from 'zod';
import { compare, decimalOf, displayOdds } from '#core/odds';
import {
  lineFor,
  mainLines,
  type PriceLine,
  type PriceSheet,
  type Prices,
  quotesFor,
  type SheetKind,
  selectionsIn,
} from '#core/prices';
import type { EventDetail as EventDetailSchema, EventStatus, EventSummary as EventSummarySchema } from '#schemas/events';
import { namesCompetitor } from '#schemas/markets';
import type { Odds } from '#schemas/odds';
import type { ResultDetails } from '#schemas/settlement';
import type { EventVersions } from './event.store.ts';
import type { EventFacts, EventResult, StoredEvent } from './event-facts.ts';

export type EventSummary = z.input<typeof EventSummarySchema>;
export type EventDetail = z.input<typeof EventDetailSchema>;
type MarketDetail = EventDetail['markets'][number];
type QuoteView = MarketDetail['selections'][number]['best'];

/** An event's status in a reply: its recorded state, or, while that is `scheduled`, the clock's `upcoming` or `live`. */
export const statusOf = (
  { state, startsAt }: Pick<StoredEvent, 'state' | 'startsAt'>,
  now: Date,
): z.output<typeof EventStatus> => {
  if (state !== 'scheduled') return state;
  return now.toISOString() < startsAt ? 'upcoming' : 'live';
};

/** The fields that identify a game in a reply. */
export const gameView = ({ eventId, sport, league, home, away, title, startsAt }: EventFacts) => ({
  id: eventId,
  sport,
  league,
  home,
  away,
  title,
  startsAt,
});

const head = (event: StoredEvent, now: Date) => ({
  ...gameView(event),
  status: statusOf(event, now),
  lockAt: event.startsAt,
  result: event.result && resultView(event.result),
});

const resultView = ({
  home = null,
  away = null,
  version,
  recordedAt,
}: Pick<EventResult, 'version' | 'recordedAt'> & Partial<Pick<EventResult, 'home' | 'away'>>) => ({
  home,
  away,
  version,
  recordedAt,
});

/** The competitors of a field whom a list shows: those with the shortest prices. */
const MOST_LISTED = 10;

/** An event in a list: each market's main line at its best prices. */
export const eventSummary = (event: StoredEvent, sheet: PriceSheet | undefined, now: Date): EventSummary => ({
  ...head(event, now),
  markets: gameMarkets(sheet, undefined)
    .filter(({ main }) => main)
    .map(({ market, line, selections }) => ({
      market,
      line,
      selections: (namesCompetitor(market) ? selections.slice(0, MOST_LISTED) : selections).map(({ selection, line, best }) => ({
        selection,
        line,
        best: quoteView(best),
      })),
    })),
});

/** One event in full: every line, every book, the versions of its start and its result, and the facts of the newest one. */
export function eventDetail(
  event: StoredEvent,
  history: Pick<EventVersions, 'starts' | 'results'>,
  { main, alternate, players }: Readonly<Partial<Record<SheetKind, Prices>>>,
  pricesConfirmedAt: string | null,
  now: Date,
): EventDetail {
  const newest = history.results.find(({ version }) => version === event.result?.version);
  return {
    ...head(event, now),
    markets: [...gameMarkets(main?.sheet, alternate?.sheet), ...playerMarkets(players?.sheet)].map(marketView),
    pricesChangedAt: main?.at ?? null,
    pricesConfirmedAt,
    startTimeHistory: history.starts.map(({ version, startsAt, recordedAt }) => ({ version, startsAt, recordedAt })),
    resultVersions: history.results.map(resultView),
    details: (newest?.details as ResultDetails | undefined) ?? null,
  };
}

/** The price of one book, as it stands in a sheet. */
interface SheetQuote {
  readonly book: string;
  readonly title: string;
  readonly entered: Odds;
}
/** A market at a line, with its books and the best of them for each selection. */
interface PricedMarket extends Pick<MarketDetail, 'market' | 'subject' | 'stat' | 'line' | 'main'> {
  readonly selections: readonly {
    readonly selection: string;
    readonly line: string | null;
    readonly best: SheetQuote;
    readonly books: readonly SheetQuote[];
  }[];
}

/** Main and further lines in one list. The main sheet's prices win where both have the same line. */
function gameMarkets(main: PriceSheet | undefined, alternate: PriceSheet | undefined): PricedMarket[] {
  const known = main?.lines ?? [];
  const isKnown = (line: PriceLine) => known.some(({ market, line: quoted }) => market === line.market && quoted === line.line);
  const mains = mainLines(known);
  const markets = [
    ...known.map((line) => quotedMarket(main as PriceSheet, line, mains.has(line))),
    ...(alternate?.lines ?? [])
      .filter((line) => !isKnown(line))
      .map((line) => quotedMarket(alternate as PriceSheet, line, false)),
  ];
  return markets.toSorted((a, b) => Number(b.main) - Number(a.main));
}

/** Player markets, sorted by player and statistic. */
function playerMarkets(sheet: PriceSheet | undefined): PricedMarket[] {
  const mains = mainLines(sheet?.lines ?? []);
  const markets = sheet?.lines.map((line) => quotedMarket(sheet, line, mains.has(line))) ?? [];
  const names = ({ subject, stat }: PricedMarket) => `${subject}\n${stat}`;
  return markets.toSorted((a, b) => (names(a) === names(b) ? Number(b.main) - Number(a.main) : names(a) < names(b) ? -1 : 1));
}

/** The selections are in the order of their market; the competitors of a field by their best price, the shortest first. */
function quotedMarket({ format, books }: PriceSheet, quoted: PriceLine, main: boolean): PricedMarket {
  const { market, subject, stat, line } = quoted;
  const selections = selectionsIn(quoted).flatMap((selection) => {
    const quotes = Object.entries(quotesFor(quoted, selection))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([book, price]) => ({
        book,
        title: books[book] ?? book,
        entered: { format, price },
        D: decimalOf({ format, price }),
      }));
    const best = quotes.reduce((a, b) => (a && compare(b.D, a.D) <= 0 ? a : b), quotes[0]);
    return best ? [{ selection, line: lineFor(market, selection, line), best, books: quotes }] : [];
  });
  return {
    ...{ market, subject: subject ?? null, stat: stat ?? null, line, main },
    selections: namesCompetitor(market) ? selections.toSorted((a, b) => compare(a.best.D, b.best.D)) : selections,
  };
}

const marketView = ({ selections, ...market }: PricedMarket): MarketDetail => ({
  ...market,
  selections: selections.map(({ best, books, ...selection }) => ({
    ...selection,
    best: quoteView(best),
    books: books.map(quoteView),
  })),
});

const quoteView = ({ book, title, entered }: SheetQuote): QuoteView => ({ book, title, odds: displayOdds(entered) });
