import { beforeAll, describe, expect, it } from 'vitest';
import { GetPick, PlacePick } from '../../schemas/picks.ts';
import { Dimension, GetMyAnalytics, GetUserStats } from '../../schemas/stats.ts';
import { differences } from '../support/audit.ts';
import { call, listen, type Person, send, signUp } from '../support/client.ts';
import { drain } from '../support/drain.ts';
import { decimal, type LegBody, legBody, type TicketTerms, ticketBody } from '../support/make/pick-bodies.ts';
import { begin, correct, finish, games, isFootball, type Match } from '../support/matches.ts';

/** The breakdowns of a record, as a bettor and everyone else sees it: after the day, and after a correction. */

let dora: Person;
beforeAll(async () => {
  dora = await signUp('Dora');
});

const spread = ({ event }: Match, line: string, price: string) =>
  legBody(event.id, { market: 'spread', line, odds: decimal(price) });
const place = async (legs: readonly LegBody[], terms: TicketTerms = {}) =>
  (await call(PlacePick, { as: dora, body: ticketBody(legs, { stakeUnits: '1', ...terms }) })).id;

const micro = (units: string): bigint => BigInt(units.replace('.', ''));
/** Every breakdown, which must add up to the record beside it, and be what everyone else is shown. */
async function analytics() {
  const mine = await call(GetMyAnalytics, { as: dora, query: {} });
  for (const by of Dimension.options) {
    const rows = mine.breakdowns[by];
    for (const count of ['decided', 'wins', 'losses', 'pushes', 'voids'] as const)
      expect(rows.reduce((sum, row) => sum + row[count], 0)).toBe(mine[count]);
    for (const amount of ['profitUnits', 'turnoverUnits'] as const)
      expect(rows.reduce((sum, row) => sum + micro(row[amount]), 0n)).toBe(micro(mine[amount]));
    expect(rows.reduce((sum, { clv }) => sum + clv.n, 0)).toBe(mine.clv.n);
    const shown = await call(GetUserStats, { as: dora, params: { user: dora.handle }, query: { by } });
    expect(shown.breakdown).toEqual({ by, rows, since: null });
  }
  const { breakdown, ...record } = await call(GetUserStats, { as: dora, params: { user: dora.handle }, query: {} });
  expect(breakdown).toBeNull();
  expect(mine).toEqual({ ...record, breakdowns: mine.breakdowns, since: null });
  return mine;
}
const briefly = (rows: readonly { key: string; wins: number; losses: number; pushes: number }[]) =>
  rows.map(({ key, wins, losses, pushes }) => `${key} ${wins}-${losses}-${pushes}`);

describe('analytics', () => {
  it('add up to the record, with a ticket and a correction, and the socket is notified of each outcome', async () => {
    const matches = await games(4);
    const [football, soccer] = [matches.find(isFootball), matches.find((match) => !isFootball(match))] as [Match, Match];
    const single = await place([spread(football, '-3', '1.9')], { book: 'DraftKings' });
    await place([spread(soccer, '-0.5', '2.2')], { book: 'draft kings' });
    await place([spread(soccer, '+0.5', '1.7')], { stakeUnits: '2.5' });
    const parlay = await place([spread(football, '-3', '1.9'), spread(soccer, '-0.5', '2.2')], { book: 'Acme' });
    await drain();
    await expect(analytics()).resolves.toMatchObject({ decided: 0, placed: 4, clv: { mean: null, n: 0, total: 0 } });
    await using phone = await listen(dora);
    await begin([football, soccer]);

    // The first leg of the parlay decides nothing, the second one loses it.
    await finish([football], { home: 24, away: 20 });
    await phone.next('the single', (m) => m.type === 'pick.settled' && m.data.pickId === single && m.data.result === 'win');
    await drain();
    await expect(call(GetPick, { params: { pickId: parlay } })).resolves.toMatchObject({ outcome: { result: 'open' } });
    await finish([soccer], { home: 0, away: 0 });
    await expect(phone.next('the parlay', (m) => m.type === 'pick.settled' && m.data.pickId === parlay)).resolves.toMatchObject({
      data: { result: 'loss', profitUnits: '-1.000000', corrected: false, review: null },
    });
    await drain();
    const after = await analytics();
    expect(after).toMatchObject({ wins: 2, losses: 2, profitUnits: '0.650000', turnoverUnits: '5.500000', clv: { total: 4 } });
    expect(briefly(after.breakdowns.sport)).toEqual(['soccer 1-1-0', 'american_football 1-0-0', 'mixed 0-1-0']);
    expect(briefly(after.breakdowns.market)).toEqual(['spread 2-1-0', 'parlay 0-1-0']);
    expect(briefly(after.breakdowns.book)).toEqual(['draftkings 1-1-0', 'acme 0-1-0', 'none 1-0-0']);
    expect(after.breakdowns.book.map(({ label }) => label)).toEqual(['DraftKings', 'Acme', null]);
    expect(briefly(after.breakdowns.odds_band)).toEqual([
      '1.50_to_1.80 1-0-0',
      '1.80_to_2.10 1-0-0',
      '2.10_to_3.00 0-1-0',
      '3.00_to_6.00 0-1-0',
    ]);
    expect(after.breakdowns.month).toHaveLength(1);

    // The correction of its lost leg wins the parlay, and turns the singles of that game.
    await correct(soccer, { home: 1, away: 0 });
    await expect(
      phone.next('the correction', (m) => m.type === 'pick.settled' && m.data.pickId === parlay && m.data.corrected),
    ).resolves.toMatchObject({ data: { result: 'win', profitUnits: '3.180000' } });
    await drain();
    const corrected = await analytics();
    expect(corrected).toMatchObject({ wins: 4, losses: 0, profitUnits: '7.030000', turnoverUnits: '5.500000' });
    expect(briefly(corrected.breakdowns.market)).toEqual(['spread 3-0-0', 'parlay 1-0-0']);
    expect(await differences()).toEqual([]);
  });

  it('are private to their owner, and refuse unknown fields', async () => {
    expect((await send('GET', '/api/v1/analytics/me')).status).toBe(401);
    for (const query of [{ timeframe: '1d' }, { by: 'sport' }])
      await expect(call(GetMyAnalytics, { as: dora, query: query as never })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(call(GetUserStats, { params: { user: dora.handle }, query: { by: 'luck' as never } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      details: { field: 'by' },
    });
  });
});
