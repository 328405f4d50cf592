import { describe, expect, it } from 'vitest';
import { type Prices, type Quote, type SheetKind, sheetOf } from '#core/prices';
import { EventDetail, EventSummary } from '#schemas/events';
import { eventDetail, eventSummary, statusOf } from './event.view.ts';
import { EVENT_STATES, type StoredEvent } from './event-facts.ts';
import { newEvent } from './new-event.ts';

const start = '2026-09-13T17:00:00.000Z';
const before = new Date('2026-09-13T16:59:59.999Z');
const event: StoredEvent = newEvent(
  { provider: 'test', providerGameId: 'game', league: 'epl', home: 'Fulham', away: 'Liverpool', title: null, startsAt: start },
  new Date('2026-09-01T00:00:00.000Z'),
);
const quote = (book: string, selection: Quote['selection'], line: string | null, price: string): Quote => ({
  book,
  title: `${book} & Sons`,
  market: line === null ? 'three_way' : selection === 'home' || selection === 'away' ? 'spread' : 'total',
  selection,
  line,
  price,
});
const prices = (kind: SheetKind, quotes: Quote[]): Prices => {
  const sheet = sheetOf('decimal', quotes);
  return { eventId: event.eventId, kind, at: '2026-09-12T00:00:00.000Z', hash: 'any', sheet };
};
const main = prices('main', [
  quote('b', 'home', null, '11'),
  quote('a', 'home', null, '10.5'),
  quote('c', 'home', null, '11'),
  quote('a', 'draw', null, '6'),
  quote('a', 'away', null, '1.25'),
  quote('a', 'home', '+1.75', '1.9'),
  quote('a', 'away', '+1.75', '2.03'),
  quote('b', 'home', '+2', '1.8'),
  quote('b', 'away', '+2', '2.1'),
  quote('c', 'home', '+2', '1.81'),
  quote('a', 'over', '2.5', '1.5'),
]);
const alternate = prices('alternate', [quote('a', 'home', '+1.75', '1.7'), quote('a', 'away', '+0.25', '1.2')]);

describe('statusOf()', () => {
  it('follows the clock to the millisecond while the state is scheduled', () => {
    expect(statusOf(event, before)).toBe('upcoming');
    expect(statusOf(event, new Date(start))).toBe('live');
  });
  it('is the state otherwise', () => {
    const states = EVENT_STATES.filter((state) => state !== 'scheduled');
    expect(states.map((state) => statusOf({ ...event, state }, before))).toEqual(states);
  });
});

describe('eventSummary()', () => {
  const summary = EventSummary.parse(eventSummary(event, main.sheet, before));
  it('shows each market once, at the line that most books quote', () => {
    expect(summary.markets.map(({ market, line }) => [market, line])).toEqual([
      ['three_way', null],
      ['spread', '+2'],
      ['total', '2.5'],
    ]);
  });
  it('shows the best price in three forms; of equal prices, the first book’s by name', () => {
    expect(summary.markets[0]?.selections[0]).toEqual({
      selection: 'home',
      line: null,
      best: { book: 'b', title: 'b & Sons', odds: { american: '+1000', decimal: '11', fractional: '10/1', printed: '11.00' } },
    });
  });
  it('shows a spread from the picked side', () => {
    const spread = summary.markets[1]?.selections.map(({ selection, line }) => [selection, line]);
    expect(spread).toEqual([
      ['home', '+2'],
      ['away', '-2'],
    ]);
  });
  it('has no markets without prices', () => {
    expect(EventSummary.parse(eventSummary(event, undefined, before)).markets).toEqual([]);
  });
});

describe('the winner of a field', () => {
  const names = Array.from({ length: 24 }, (_, i) => `Player ${String.fromCharCode(88 - i)}`);
  const quoted = names.flatMap((name, i) => [
    { ...quote('a', name, null, String(50 - i)), market: 'outright' as const },
    { ...quote('b', name, null, String(60 - i)), market: 'outright' as const },
  ]);
  const field = prices('main', quoted);
  it('is listed by its ten shortest prices', () => {
    const [market] = EventSummary.parse(eventSummary(event, field.sheet, before)).markets;
    expect(market?.selections.map(({ selection }) => selection)).toEqual(names.toReversed().slice(0, 10));
    expect(market?.selections[0]?.best).toMatchObject({ book: 'b', odds: { decimal: '37' } });
  });
  it('is shown whole on the page of the event, the shortest price first; of equals, the first by name', () => {
    const even = names.map((name) => ({ ...quote('a', name, null, '9'), market: 'outright' as const }));
    const shown = (main: Prices) =>
      EventDetail.parse(eventDetail(event, { starts: [], results: [] }, { main }, null, before)).markets[0]?.selections ?? [];
    expect(shown(field).map(({ selection, books }) => [selection, books.length])).toEqual(
      names.toReversed().map((name) => [name, 2]),
    );
    expect(shown(prices('main', even)).map(({ selection }) => selection)).toEqual(names.toSorted());
  });
});

describe('eventDetail()', () => {
  const history = {
    starts: [{ eventId: event.eventId, version: 1, startsAt: start, recordedAt: event.seenAt }],
    results: [],
    states: [],
  };
  const detail = EventDetail.parse(eventDetail(event, history, { main, alternate }, '2026-09-13T16:00:00.000Z', before));

  it('shows every line once, main lines first', () => {
    expect(detail.markets.map(({ market, line, main: isMain }) => [market, line, isMain])).toEqual([
      ['three_way', null, true],
      ['spread', '+2', true],
      ['total', '2.5', true],
      ['spread', '+1.75', false],
      ['spread', '+0.25', false],
    ]);
    expect(detail.markets[3]?.selections[0]?.best.odds.decimal).toBe('1.9');
  });
  it('shows player markets last, each statistic’s main line first, and no player elsewhere', () => {
    const onPlayer = (subject: string, book: string, line: string): Quote => ({
      ...quote(book, 'over', line, '2'),
      market: 'player_total',
      subject,
      stat: 'assists',
    });
    const players = prices('players', [
      onPlayer('Salah', 'a', '0.5'),
      onPlayer('Salah', 'a', '1.5'),
      onPlayer('Salah', 'b', '1.5'),
      onPlayer('Alisson', 'a', '0.5'),
      { ...onPlayer('Salah', 'a', ''), market: 'player_yes_no', selection: 'yes', line: null, stat: 'goals' },
    ]);
    const { markets } = EventDetail.parse(eventDetail(event, history, { main, players }, null, before));
    expect(
      markets.map(({ market, subject, stat, line, main: isMain }) => [market, subject, stat, line, isMain]).slice(3),
    ).toEqual([
      ['spread', null, null, '+1.75', false],
      ['player_total', 'Alisson', 'assists', '0.5', true],
      ['player_total', 'Salah', 'assists', '1.5', true],
      ['player_total', 'Salah', 'assists', '0.5', false],
      ['player_yes_no', 'Salah', 'goals', null, true],
    ]);
    expect(markets.at(-1)?.selections.map(({ selection, best }) => [selection, best.book])).toEqual([['yes', 'a']]);
  });
  it('shows every book', () => {
    expect(detail.markets[0]?.selections[0]?.books.map(({ book, odds }) => [book, odds.decimal])).toEqual([
      ['a', '10.5'],
      ['b', '11'],
      ['c', '11'],
    ]);
  });
  it('of a field shows its title, and its places beside a result without a score', () => {
    const golf = {
      ...{ ...event, sport: 'golf', league: 'golf_majors', home: null, away: null, title: 'Masters Tournament' },
      ...{ state: 'final', result: { version: 1, home: null, away: null, recordedAt: start } },
    } as StoredEvent;
    const details = { facts: { entries: { Ann: { position: 1 } } } };
    const row = { eventId: event.eventId, version: 1, details, source: 'admin', recordedAt: start };
    expect(EventDetail.parse(eventDetail(golf, { ...history, results: [row] }, {}, null, before))).toMatchObject({
      ...{ home: null, away: null, title: 'Masters Tournament', status: 'final', details },
      result: { home: null, away: null, version: 1 },
      resultVersions: [{ home: null, away: null, version: 1 }],
    });
    expect(EventSummary.parse(eventSummary(golf, undefined, before))).toMatchObject({ title: 'Masters Tournament', home: null });
    expect(EventSummary.parse(eventSummary(event, undefined, before))).toMatchObject({ title: null, home: 'Fulham' });
  });
  it('shows its starts, and the instant of its prices', () => {
    expect(detail.startTimeHistory).toEqual([{ version: 1, startsAt: start, recordedAt: event.seenAt }]);
    expect([detail.pricesChangedAt, detail.pricesConfirmedAt]).toEqual([main.at, '2026-09-13T16:00:00.000Z']);
  });
});
