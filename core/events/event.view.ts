import type * as z from 'zod';
import { compare, decimalOf, displayOdds } from '#core/odds';
import { lineFor, mainLines, type PriceLine, type PriceSheet, type Prices, type SheetKind } from '#core/prices';
import type { EventDetail as EventDetailSchema, EventStatus, EventSummary as EventSummarySchema } from '#schemas/events';
import { listedSelections } from '#schemas/markets';
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

/** An event in a list: each market's main line at its best prices. */
export const eventSummary = (event: StoredEvent, sheet: PriceSheet | undefined, now: Date): EventSummary => ({
  ...head(event, now),
  markets: gameMarkets(sheet, undefined)
    .filter(({ main }) => main)
    .map(({ market, line, selections }) => ({
      market,
      line,
      selections: selections.map(({ selection, line, best }) => ({ selection, line, best })),
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
    markets: [...gameMarkets(main?.sheet, alternate?.sheet), ...playerMarkets(players?.sheet)],
    pricesChangedAt: main?.at ?? null,
    pricesConfirmedAt,
    startTimeHistory: history.starts.map(({ version, startsAt, recordedAt }) => ({ version, startsAt, recordedAt })),
    resultVersions: history.results.map(resultView),
    details: (newest?.details as ResultDetails | undefined) ?? null,
  };
}

/** Main and further lines in one list. The main sheet's prices win where both have the same line. */
function gameMarkets(main: PriceSheet | undefined, alternate: PriceSheet | undefined): MarketDetail[] {
  const known = main?.lines ?? [];
  const isKnown = (line: PriceLine) => known.some(({ market, line: quoted }) => market === line.market && quoted === line.line);
  const mains = mainLines(known);
  const views = [
    ...known.map((line) => marketView(main as PriceSheet, line, mains.has(line))),
    ...(alternate?.lines ?? []).filter((line) => !isKnown(line)).map((line) => marketView(alternate as PriceSheet, line, false)),
  ];
  return views.toSorted((a, b) => Number(b.main) - Number(a.main));
}

/** Player markets, sorted by player and statistic. */
function playerMarkets(sheet: PriceSheet | undefined): MarketDetail[] {
  const mains = mainLines(sheet?.lines ?? []);
  const views = sheet?.lines.map((line) => marketView(sheet, line, mains.has(line))) ?? [];
  const names = ({ subject, stat }: MarketDetail) => `${subject}\n${stat}`;
  return views.toSorted((a, b) => (names(a) === names(b) ? Number(b.main) - Number(a.main) : names(a) < names(b) ? -1 : 1));
}

function marketView(
  { format, books }: PriceSheet,
  { market, subject, stat, line, prices }: PriceLine,
  main: boolean,
): MarketDetail {
  const selections = listedSelections(market).flatMap((selection) => {
    const quotes = Object.entries(prices[selection] ?? {})
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([book, price]) => ({ book, title: books[book] ?? book, entered: { format, price } }));
    const first = quotes[0];
    if (!first) return [];
    const best = quotes.reduce((a, b) => (compare(decimalOf(b.entered), decimalOf(a.entered)) > 0 ? b : a), first);
    return [{ selection, line: lineFor(market, selection, line), best: quoteView(best), books: quotes.map(quoteView) }];
  });
  return { market, subject: subject ?? null, stat: stat ?? null, line, main, selections };
}

const quoteView = ({
  book,
  title,
  entered,
}: {
  book: string;
  title: string;
  entered: Parameters<typeof displayOdds>[0];
}): QuoteView => ({
  book,
  title,
  odds: displayOdds(entered),
});
