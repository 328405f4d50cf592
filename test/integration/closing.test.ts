import { beforeEach, describe, expect, it } from 'vitest';
import { system } from '#actor';
import { findEvent } from '#core/events';
import { getPick, pickById, placePick } from '#core/picks';
import { type ClosingPrices, closeFor, closingOf, type Quote, sheetOf } from '#core/prices';
import { type FurtherItem, ingestEvents, type OddsItem, type OddsProvider } from '#core/sports-data';
import type { EventId } from '#schemas/common';
import { PlacePick } from '#schemas/picks';
import { findProviderRefs } from '../../core/events/provider-ref.store.ts';
import { settlePick } from '../../core/settlement/settle-pick.ts';
import { changeEvent } from '../support/change-event.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { inSeason } from '../support/make/in-season.ts';
import { american, type SingleTerms, singleBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor } from '../support/make/users.ts';

const job = system('ingest');
const MINUTE = 60_000;

/** One game of a provider of the test's own, a year after the test before. */
let games = 0;
let start: Date;
let providerGameId: string;
/** The reply that the provider gives now; null: it does not show the game. */
let total: string | null;
let receptions: string;
let isBroken: boolean;
beforeEach(() => {
  start = new Date(Date.UTC(2030 + ++games, 8, 13, 17));
  providerGameId = `closing-${games}`;
  total = '-110';
  receptions = '-120';
  isBroken = false;
});

const quote = (market: Quote['market'], selection: string, line: string, price: string, more: Partial<Quote> = {}): Quote => ({
  ...{ book: 'book', title: 'Book', market, selection, line, price, ...more },
});
const sheet = (...quotes: Quote[]) => sheetOf('american', quotes);
const game = () => ({
  providerGameId,
  home: 'Los Angeles Rams',
  away: 'Buffalo Bills',
  title: null,
  startsAt: start.toISOString(),
});
const quota = { remaining: null, used: null, last: null };
const provider: OddsProvider = {
  name: 'closing',
  ...inSeason('nfl'),
  odds: async (league) => {
    const items: OddsItem[] =
      league === 'nfl' && total !== null
        ? [{ ...game(), prices: sheet(quote('total', 'over', '51.5', total), quote('total', 'under', '51.5', '-110')) }]
        : [];
    // A game that was shown and could not be read.
    const setAside = isBroken ? [{ providerGameId, problem: 'unreadable' }] : [];
    return { items: isBroken ? [] : items, setAside, quota };
  },
  further: async () => {
    const onPlayer = { subject: 'Cooper Kupp', stat: 'receptions' };
    const item: FurtherItem = {
      ...game(),
      alternate: sheet(quote('total', 'over', '44.5', '-250')),
      players: sheet(quote('player_total', 'over', '7.5', receptions, onPlayer)),
    };
    return { items: total === null || isBroken ? [] : [item], setAside: [], quota };
  },
  scores: async () => ({ items: [], setAside: [], quota }),
};

const at = (minutes: number) => new Date(start.getTime() - minutes * MINUTE);
/** So many minutes before the start. */
const poll = (minutes: number) => ingestEvents(job, { force: true }, at(minutes), provider);
const idOf = async () => (await findProviderRefs('closing', [providerGameId])).get(providerGameId) as EventId;
async function closing(): Promise<ClosingPrices | null> {
  const facts = await findEvent(await idOf());
  if (!facts) throw new Error('the game is no event');
  return closingOf(facts);
}
const over = { market: 'total', period: 'game', selection: 'over', line: '51.5' } as const;
/** The minutes before the start at which each kind was last confirmed. */
async function confirmed(): Promise<Record<string, number> | null> {
  const prices = await closing();
  const ago = (instant: string) => Math.ceil((start.getTime() - Date.parse(instant)) / MINUTE);
  return prices && Object.fromEntries(Object.entries(prices).map(([kind, { confirmedAt }]) => [kind, ago(confirmedAt)]));
}
const price = async () => closeFor((await closing()) ?? {}, over, undefined)?.closing.prices[0]?.price;

describe('what prices closed at', () => {
  it('is nothing where nothing showed them in the last fifteen minutes', async () => {
    await poll(300);
    await poll(16);
    expect(await closing()).toBeNull();
  });
  it('is what a poll fourteen minutes before showed', async () => {
    await poll(14);
    expect(await confirmed()).toEqual({ main: 14, alternate: 14, players: 14 });
  });
  it('held for hours, and was confirmed by the polls that showed it', async () => {
    await poll(300);
    for (const minutes of [120, 60, 30, 10, 2]) expect(await poll(minutes)).toMatchObject({ kept: 0 });
    expect(await confirmed()).toEqual({ main: 2, alternate: 2, players: 2 });
    expect(await price()).toBe('-110');
  });
  it('is the last change, each kind of its own', async () => {
    await poll(300);
    [total, receptions] = ['-125', '-140'];
    await poll(8);
    total = '-130';
    await poll(1);
    expect(await price()).toBe('-130');
    const player = { market: 'player_total', selection: 'over', line: '7.5', subject: 'Cooper Kupp', stat: 'receptions' };
    const { closing: close, book } = closeFor((await closing()) ?? {}, { ...player, period: 'game' }, 'BOOK') ?? {};
    expect([close?.prices, close?.line, book]).toEqual([
      [{ selection: 'over', price: '-140', format: 'american', line: '7.5' }],
      '7.5',
      'book',
    ]);
  });
  it.each<[string, () => void]>([
    ['missed the game', () => (total = null)],
    ['could not read the game', () => (isBroken = true)],
  ])('is not what a poll that %s leaves standing', async (_, spoil) => {
    await poll(300);
    spoil();
    await poll(5);
    expect(await closing()).toBeNull();
  });
  it('is what a poll before one that missed the game showed', async () => {
    await poll(300);
    await poll(12);
    total = null;
    await poll(5);
    expect(await confirmed()).toEqual({ main: 12, alternate: 12, players: 12 });
  });
  it('is not what was quoted after the start', async () => {
    await poll(10);
    total = '+400';
    await poll(-5);
    expect([await price(), await confirmed()]).toEqual(['-110', { main: 10, alternate: 10, players: 10 }]);
  });
  it('goes by the start in force: later', async () => {
    await poll(10);
    start = new Date(start.getTime() + 60 * MINUTE);
    await poll(50);
    expect(await closing()).toBeNull();
    total = '-115';
    await poll(3);
    expect([await price(), await confirmed()]).toEqual(['-115', { main: 3, alternate: 3, players: 3 }]);
  });
  it('or earlier, also where prices were kept after it', async () => {
    await poll(70);
    [total, receptions] = ['-150', '-150'];
    await poll(30);
    expect(await price()).toBeUndefined();
    // It had begun an hour before anybody knew.
    await changeEvent(job, await idOf(), { startsAt: at(60).toISOString() }, at(20));
    start = at(60);
    expect([await price(), await confirmed()]).toEqual(['-110', { main: 10, alternate: 10, players: 10 }]);
  });
  it('is nothing of a game whose first prices came after the start', async () => {
    await poll(20);
    await changeEvent(job, await idOf(), { startsAt: at(30).toISOString() }, at(10));
    expect(await closing()).toBeNull();
  });
  it('asks three queries at the same time', async () => {
    await poll(5);
    const facts = await findEvent(await idOf());
    const calls: string[] = [];
    const done = intercept((call, send) => {
      calls.push(call.name);
      return send();
    });
    await closingOf(facts as NonNullable<typeof facts>);
    done();
    expect(calls.toSorted()).toEqual(['BatchGetItemCommand', 'QueryCommand', 'QueryCommand']);
  });
});

describe('a pick that is settled', () => {
  const settled = async (terms: SingleTerms, lastPoll: number) => {
    await poll(60);
    const [eventId, who] = [await idOf(), await bettor(`closer_${games}`, start)];
    const { id } = await placePick(who, PlacePick.body.parse(singleBody(eventId, terms)), undefined, at(50));
    total = '-130';
    receptions = '-150';
    await poll(lastPoll);
    await changeEvent(job, eventId, { score: { home: 31, away: 24 } }, at(-200));
    const pick = await pickById(id);
    if (pick) await settlePick(pick, new Map(), at(-201));
    return getPick(anyone, id as never, at(-202));
  };
  const onTotal: SingleTerms = { market: 'total', selection: 'over', line: '51.5', odds: american('+100'), book: 'BOOK' };

  it('says in its receipt what its price was worth at the close, and at whose', async () => {
    const { outcome, receipt } = await settled(onTotal, 10);
    expect(outcome).toMatchObject({ result: 'win' });
    // 2 / (23/13) - 1 = 3/23; without the margin 2 · 273/526 - 1 = 20/526.
    expect(receipt?.legs[0]?.clv).toEqual({
      raw: '0.130435',
      fair: '0.038023',
      probability: '0.065217',
      line: '0',
      method: 'multiplicative',
      book: 'book',
    });
  });
  it('has none where nobody saw the prices hold in time', async () => {
    const { receipt } = await settled(onTotal, 16);
    expect(receipt?.legs).toMatchObject([{ result: 'win', clv: null }]);
  });
  it('on a player that the provider offers is taken, and waits for what he did', async () => {
    const kupp: SingleTerms = {
      market: 'player_total',
      selection: 'over',
      line: '7.5',
      subject: 'Cooper Kupp',
      stat: 'receptions',
    };
    await expect(settled(kupp, 10)).resolves.toMatchObject({
      status: 'needs_review',
      legs: [{ subject: 'Cooper Kupp', stat: 'receptions' }],
    });
    await expect(settled({ ...kupp, stat: 'touchdowns' }, 10)).rejects.toMatchObject({ details: { field: 'legs.0.stat' } });
  });
});
