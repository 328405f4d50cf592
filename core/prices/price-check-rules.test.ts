import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, decimalOf, fraction, multiply } from '#core/odds';
import type { EventId } from '#schemas/common';
import type { Odds } from '#schemas/odds';
import {
  bestQuote,
  betterQuote,
  boardPrice,
  checkOf,
  checkPrice,
  kindsFor,
  mayImprove,
  type QuotedPrices,
} from './price-check-rules.ts';
import { type Quote, type SheetKind, sheetOf } from './price-sheet.ts';

const eventId = '0190a000-0000-7000-8000-000000000001' as EventId;
const start = Date.parse('2026-09-13T17:00:00.000Z');
/** So many minutes before the start. */
const ago = (minutes: number) => new Date(start - minutes * 60_000).toISOString();
const american = (price: string): Odds => ({ format: 'american', price });
const decimal = (price: string): Odds => ({ format: 'decimal', price });

type Price = readonly [book: string, price: string, terms?: Partial<Quote>];
const sheet = (...prices: readonly Price[]) =>
  sheetOf(
    'american',
    prices.map(([book, price, terms]) => ({
      book,
      title: `The ${book}`,
      market: 'moneyline',
      selection: 'home',
      line: null,
      price,
      ...terms,
    })),
  );
const poll = (minutes: number, terms: object = {}) => ({ at: ago(minutes), whole: true, missing: [], ...terms });
const prices = (
  sheets: readonly (readonly [minutes: number, ...Price[]])[],
  polls: readonly ReturnType<typeof poll>[] = [],
  kind: SheetKind = 'main',
): QuotedPrices => ({
  eventId,
  kinds: [{ kind, polls, sheets: sheets.map(([minutes, ...of]) => ({ at: ago(minutes), sheet: sheet(...of) })) }],
});
const leg = { market: 'moneyline', period: 'game', selection: 'home' };
/** The best price for a pick that was placed so many minutes before the start. */
const best = (
  known: QuotedPrices,
  {
    minutes = 300,
    until = minutes,
    book,
    on = leg,
  }: { minutes?: number; until?: number; book?: string; on?: Parameters<typeof bestQuote>[1] } = {},
) =>
  bestQuote(known, on, book, { acceptedAt: ago(minutes), startsAt: ago(0), knownAt: ago(until), policyVersion: '1' })?.price ??
  null;

describe('the best quote', () => {
  it('is the highest decimal price of any book', () => {
    expect(best(prices([[305, ['a', '-110'], ['b', '+105'], ['c', '-120']]]))).toBe('+105');
  });
  it('is that of the named book where the feed carries it, by key or title in any case', () => {
    const known = prices([[305, ['a', '-110'], ['b', '+105']]]);
    expect(['a', ' THE A ', 'b', 'someone'].map((book) => best(known, { book }))).toEqual(['-110', '-110', '+105', '+105']);
  });
  it('is nothing where the named book is carried and does not quote the selection', () => {
    expect(best(prices([[305, ['a', '-110'], ['b', '+105', { selection: 'away' }]]]), { book: 'b' })).toBeNull();
  });
  it('is for the line that was taken, from the picked side', () => {
    const spread = { market: 'spread' as const, line: '-3' };
    const known = prices([
      [305, ['a', '-110', spread], ['a', '+100', { ...spread, line: '-3.5' }], ['a', '-105', { ...spread, selection: 'away' }]],
    ]);
    const on = (selection: string, line: string) => ({ ...leg, market: 'spread', selection, line });
    expect(best(known, { on: on('home', '-3') })).toBe('-110');
    expect(best(known, { on: on('home', '-3.5') })).toBe('+100');
    expect(best(known, { on: on('away', '+3') })).toBe('-105');
    expect(best(known, { on: on('home', '-4') })).toBeNull();
    expect(best(known, { on: { ...on('home', '-3'), period: 'H1' } })).toBeNull();
  });
  it.each([
    ['holds up to 15 minutes after it was replaced', 15, '+200'],
    ['does not hold a minute longer', 16, '+100'],
  ])('%s', (_, minutes, price) => {
    const known = prices(
      [
        [400, ['a', '+200']],
        [300, ['a', '+100']],
      ],
      [poll(309)],
    );
    expect(best(known, { minutes: 300 - minutes })).toBe(price);
  });
  it.each([
    ['stands as long as polls confirm it', [poll(310), poll(600)], 300, '+200'],
    ['stands for twice ten minutes after the last poll, and the window of 15', [poll(335)], 300, '+200'],
    ['is gone a minute later', [poll(336)], 300, null],
    ['is not confirmed by a poll that missed the game', [poll(310, { missing: [eventId] })], 300, null],
    ['is not confirmed by a poll that could not be read', [poll(310, { whole: false })], 300, null],
    ['stands for two minutes in the last half hour', [poll(20)], 3, '+200'],
    ['and is gone after them', [poll(21)], 3, null],
  ])('%s', (_, polls, minutes, price) => {
    expect(best(prices([[2_000, ['a', '+200']]], polls), { minutes })).toBe(price);
  });
  it('is also that of the first poll after the placing, once it is known', () => {
    const known = prices([
      [305, ['a', '+100']],
      [296, ['a', '+110']],
      [290, ['a', '+150']],
    ]);
    expect([300, 296, 290].map((until) => best(known, { until }))).toEqual(['+100', '+110', '+110']);
    expect(
      best(
        prices([
          [305, ['a', '+100']],
          [279, ['a', '+150']],
        ]),
        { until: 0 },
      ),
    ).toBe('+100');
  });
  it('is looked for where a market can be quoted', () => {
    expect(kindsFor(leg)).toEqual(['main']);
    expect(kindsFor({ ...leg, market: 'total' })).toEqual(['main', 'alternate']);
    expect(kindsFor({ ...leg, market: 'player_total' })).toEqual(['players']);
    expect(kindsFor({ ...leg, period: 'H1' })).toEqual([]);
    expect(kindsFor({ ...leg, market: 'total', lineUnit: 'sets' })).toEqual([]);
    expect(kindsFor({ ...leg, market: 'outright' })).toEqual(['main']);
    for (const market of ['top_n', 'make_cut', 'head_to_head', 'group']) expect(kindsFor({ ...leg, market })).toEqual([]);
    expect(
      bestQuote(undefined, leg, undefined, {
        acceptedAt: ago(1),
        startsAt: ago(0),
        knownAt: ago(1),
        policyVersion: '1',
      }),
    ).toBeNull();
  });
});

describe('the check of a price', () => {
  it.each<[string, Odds, Odds, string]>([
    ['equal', american('-110'), american('-110'), 'quoted'],
    ['lower', american('-130'), american('-110'), 'quoted'],
    ['3 % above', decimal('2.06'), decimal('2'), 'quoted'],
    ['a hair more', decimal('2.0601'), decimal('2'), 'above'],
    ['3 % above a price just under 6', decimal('6.1768'), decimal('5.9969'), 'quoted'],
    ['4 % above a price just under 6', decimal('6.2367'), decimal('5.9969'), 'above'],
    ['5 % above 6', decimal('6.3'), decimal('6'), 'quoted'],
    ['a hair more than that', decimal('6.3001'), decimal('6'), 'above'],
    ['+999900', american('+999900'), american('+120'), 'above'],
  ])('%s: %j against %j', (_, entered, quoted, check) => expect(checkPrice(entered, quoted, '1')).toBe(check));
  it('is exact on both sides of the bound, for any prices', () => {
    const price = fc.integer({ min: 10_001, max: 999_999 });
    fc.assert(
      fc.property(price, price, (a, b) => {
        const [entered, quoted] = [a, b].map((n) => decimal((n / 10_000).toFixed(4))) as [Odds, Odds];
        const share = b >= 60_000 ? fraction(105, 100) : fraction(103, 100);
        const within = compare(decimalOf(entered), multiply(decimalOf(quoted), share)) <= 0;
        expect(checkPrice(entered, quoted, '1')).toBe(within ? 'quoted' : 'above');
      }),
    );
  });
  it('is unquoted without a quote or without a price of its own', () => {
    expect([checkPrice(american('-110'), undefined, '1'), checkPrice(undefined, american('-110'), '1')]).toEqual([
      'unquoted',
      'unquoted',
    ]);
  });
  it('of a ticket is the worst of its legs', () => {
    expect([checkOf(['quoted', 'unquoted', 'above']), checkOf(['unquoted', 'quoted']), checkOf(['quoted'])]).toEqual([
      'above',
      'unquoted',
      'quoted',
    ]);
  });
  it('knows its policies', () => expect(() => checkPrice(american('-110'), american('-110'), '0')).toThrow(RangeError));
});

describe('the better answer', () => {
  const taken = american('+120');
  it.each<[string, Odds | undefined, Odds | null, Odds | undefined]>([
    ['a higher quote replaces a lower one', american('+100'), american('+118'), american('+118')],
    ['a lower one replaces nothing', american('+118'), american('+100'), american('+118')],
    ['a first quote that allows the price counts', undefined, american('+118'), american('+118')],
    ['a first quote that does not leaves the pick unquoted', undefined, american('-200'), undefined],
    ['no later quote changes nothing', american('+100'), null, american('+100')],
  ])('%s', (_, first, second, result) => expect(betterQuote(taken, first, second, '1')).toEqual(result));
  it('is looked for only where something can get better', () => {
    expect([
      mayImprove(taken, american('+120')),
      mayImprove(taken, american('+119')),
      mayImprove(taken, undefined),
      mayImprove(undefined, undefined),
    ]).toEqual([false, true, true, false]);
  });
  it('counts on boards at the lower of both prices', () => {
    expect([boardPrice(taken, american('+118')), boardPrice(taken, american('+130'))]).toEqual([american('+118'), taken]);
  });
});
