import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { outcomePart, type StoredOutcome, type StoredPick } from '#core/picks';
import { getMyAnalytics, getUserStats, ledgerPart, ledgerRowOf, ledgerUpkeep, recordUpkeep } from '#core/stats';
import { addToCardPart, cardRecord, currentCard, type QuotedSums, userUpkeep } from '#core/users';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { PickId } from '#schemas/common';
import { Dimension, GetMyAnalytics, GetUserStats, Timeframe } from '#schemas/stats';
import { newPickPart } from '../../core/picks/pick.store.ts';
import { countOutcome } from '../../core/stats/count.projection.ts';
import { MOST_ENTRIES, MOST_PUBLIC_ENTRIES } from '../../core/stats/get-user-stats.ts';
import { ledgerEntity } from '../../core/stats/ledger.entity.ts';
import { statsEntity } from '../../core/stats/stats.entity.ts';
import { type LedgerRow, ledgerBetween, ledgerOf } from '../../core/stats/stats.store.ts';
import { cardEntity } from '../../core/users/card.entity.ts';
import { handler } from '../../lambdas/http/stats.ts';
import { ask } from '../support/http-event.ts';
import { decimal } from '../support/make/pick-bodies.ts';
import { type PickWithOutcomes, picksWithOutcomes } from '../support/make/random-picks.ts';
import { type OutcomeStep, storedLeg, storedOutcomes, storedPick } from '../support/make/stored-picks.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { readsOf } from '../support/read-units.ts';

const now = new Date('2026-11-02T12:00:00.000Z');

beforeAll(() => {
  process.env.LIMITS = JSON.stringify({ anonymousPerMinute: 100, freePerMinute: 100, premiumPerMinute: 500 });
});

/** A pick of one unit on a total of soccer at 1.95. */
const soccerPick = (terms: Partial<StoredPick>) =>
  storedPick({ stake: 1_000_000, legs: [storedLeg(0, { sport: 'soccer', market: 'total', odds: decimal('1.95') })], ...terms });
/** Each outcome in its transaction with the ledger, as a pick is settled. */
async function settle(pick: StoredPick, outcomes: readonly StoredOutcome[]): Promise<void> {
  if (pick.outcomes === 0) await transact({ pick: newPickPart(pick) });
  for (const outcome of outcomes) {
    const row = ledgerRowOf(pick, outcome);
    const parts = { outcome: outcomePart(outcome, pick.revision), ledger: row && ledgerPart(row) };
    expect(await transact(parts)).toEqual(new Set());
  }
}
const addToCard = (userId: string, added: QuotedSums) => transact({ card: addToCardPart(userId, added) });
/** The picks are made up, so that nothing but the record and the ledger follows from them. */
const differencesOf = async ({ userId }: User) => {
  const found = await Promise.all([recordUpkeep, ledgerUpkeep].map(({ audit }) => audit([userId], now)));
  return found.flat().flatMap(({ differences }) => differences);
};
/** Nobody placed these picks. */
const audit = async (user: User) => (await differencesOf(user)).filter(({ field }) => field !== 'placed');
const added = (rows: readonly { readonly profitUnits: string }[]): bigint =>
  rows.reduce((sum, { profitUnits }) => sum + BigInt(profitUnits.replace('.', '')), 0n);

describe('the record of a bettor with random outcomes', () => {
  it('equals every breakdown of every timeframe, and the ledger', async () => {
    const ann = await bettor('ann', now);
    const [all] = fc.sample(picksWithOutcomes({ minLength: 60, maxLength: 60 }, ann.userId), { numRuns: 1, seed: 4 }) as [
      PickWithOutcomes[],
    ];
    for (const { pick, outcomes } of all) await settle(pick, outcomes);
    // The stream brings them in any order, and some twice.
    const came = all.flatMap(({ outcomes }) => outcomes).toSorted((a, b) => a.profit - b.profit);
    for (const outcome of [...came, ...came.slice(0, 40)]) await countOutcome(outcome, now);
    expect(await audit(ann)).toEqual([]);

    for (const timeframe of Timeframe.options) {
      const mine = await getMyAnalytics(ann, timeframe, now);
      const { breakdown, ...record } = await getUserStats(anyone, 'ann', { timeframe }, now);
      expect(breakdown).toBeNull();
      expect(mine).toEqual({ ...record, breakdowns: mine.breakdowns, since: null });
      for (const by of Dimension.options) {
        const rows = mine.breakdowns[by];
        for (const count of ['decided', 'wins', 'losses', 'pushes', 'voids'] as const)
          expect(rows.reduce((sum, row) => sum + row[count], 0)).toBe(record[count]);
        expect(rows.reduce((sum, { clv }) => sum + clv.n, 0)).toBe(record.clv.n);
        expect(added(rows)).toBe(added([record]));
        expect((await getUserStats(anyone, 'ann', { timeframe, by }, now)).breakdown).toEqual({ by, rows, since: null });
      }
    }
    const { breakdowns } = await getMyAnalytics(ann, 'all', now);
    expect(breakdowns.book.map(({ key }) => key).toSorted()).toEqual(['acme', 'bet365', 'none']);
    expect(breakdowns.month.map(({ key }) => key).toSorted()).toEqual(['2025-12', '2026-01', '2026-09', '2026-10', '2026-11']);
  });
});

/** open (never settled) -> lost by its first leg -> opened again by a correction -> won. */
const settledAt = '2026-11-01T20:00:00.000Z';
const STORY: OutcomeStep[] = [
  { result: 'open' },
  { result: 'loss', profit: -1_000_000, settledAt },
  { result: 'open', settledAt },
  { result: 'win', profit: 3_000_000, clv: 25_000, settledAt },
];

describe('a ticket that was lost, opened again and won', () => {
  it.each([
    ['in order', [0, 1, 2, 3]],
    ['backwards', [3, 2, 1, 0]],
    ['the first ones last, and twice', [2, 3, 2, 0, 1, 3, 1, 0]],
  ])('is counted once in the order: %s', async (_, order) => {
    const who = await bettor(`tick_${order.join('')}`, now);
    const pick = soccerPick({ authorId: who.userId, pickId: newId<PickId>(now) });
    const outcomes = storedOutcomes(STORY, pick);
    for (const [i, outcome] of outcomes.entries()) {
      await settle({ ...pick, outcomes: i }, [outcome]);
      expect(await ledgerOf(who.userId)).toHaveLength(i === 0 ? 0 : 1);
    }
    for (const i of order) await countOutcome(outcomes[i] as StoredOutcome, now);
    expect(await audit(who)).toEqual([]);
    await expect(getUserStats(anyone, `tick_${order.join('')}`, { timeframe: '7d', by: 'market' }, now)).resolves.toMatchObject({
      wins: 1,
      losses: 0,
      profitUnits: '3.000000',
      turnoverUnits: '1.000000',
      clv: { mean: '0.025000', n: 1, total: 1 },
      streak: 1,
      breakdown: { rows: [{ key: 'total', wins: 1, profitUnits: '3.000000' }] },
    });
  });

  it('is in no record and no breakdown while it is open again', async () => {
    const who = await bettor('reopened', now);
    const pick = soccerPick({ authorId: who.userId, pickId: newId<PickId>(now) });
    const outcomes = storedOutcomes(STORY.slice(0, 3), pick);
    await settle(pick, outcomes);
    for (const outcome of outcomes) await countOutcome(outcome, now);
    expect(await audit(who)).toEqual([]);
    const zero = { decided: 0, losses: 0, voids: 0, profitUnits: '0.000000', turnoverUnits: '0.000000', streak: 0 };
    await expect(getUserStats(anyone, 'reopened', { timeframe: 'all', by: 'sport' }, now)).resolves.toMatchObject({
      ...zero,
      breakdown: { rows: [] },
    });
    expect(await recordUpkeep.repair?.(who.userId, now)).toEqual([]);
  });
});

describe('the upkeep of records', () => {
  it('counts what got lost, knows what needs no counting, and sets right what is wrong', async () => {
    const who = await bettor('lost', now);
    const pick = soccerPick({ authorId: who.userId, pickId: newId<PickId>(now) });
    const outcomes = storedOutcomes(STORY, pick);
    await settle(pick, outcomes);
    await countOutcome(outcomes[2] as StoredOutcome, now);
    const counted = [1, 3].map((i) => `outcome ${i + 1} of pick ${pick.pickId} in the record of ${who.userId}`);
    expect(await recordUpkeep.repair?.(who.userId, now)).toEqual(counted);
    expect(await audit(who)).toEqual([]);

    await statsEntity().patch({ userId: who.userId, period: '2026' }).add({ clv: 7, clvPicks: 1 }).go();
    expect(await audit(who)).toMatchObject([
      { of: `stats ${who.userId} 2026`, field: 'clvMicro', is: 25_007, should: 25_000 },
      { of: `stats ${who.userId} 2026`, field: 'clvPicks', is: 2, should: 1 },
    ]);
    expect(await recordUpkeep.repair?.(who.userId, now)).toEqual([`stats ${who.userId} 2026`]);
    expect(await recordUpkeep.repair?.(who.userId, now)).toEqual([]);
    expect(await audit(who)).toEqual([]);
  });

  it('sets the record on a card right, also where the card was written anew', async () => {
    const who = await bettor('carded', now);
    const pick = soccerPick({ authorId: who.userId, pickId: newId<PickId>(now) });
    const quoted = { result: 'win' as const, profit: 950_000, board: { profit: 900_000, leads: true }, settledAt };
    const outcomes = storedOutcomes([{ result: 'open' }, { ...quoted, board: { profit: 950_000, leads: true } }, quoted], pick);
    await settle(pick, outcomes);
    for (const outcome of [...outcomes.toReversed(), ...outcomes]) await countOutcome(outcome, now);
    const onCard = { decided: 1, turnover: 1_000_000, profit: 900_000 };
    expect([await audit(who), await cardRecord(who.userId)]).toEqual([[], onCard]);
    await cardEntity().delete({ userId: who.userId }).go();
    await addToCard(who.userId, { decided: 2, turnover: 2, profit: 3 });
    // A card that has a record alone is no card.
    expect(await currentCard(who.userId)).toBeNull();
    expect(await audit(who)).toMatchObject(
      ['decided', 'turnover', 'profit'].map((field) => ({ of: `record on the card of ${who.userId}`, field })),
    );
    expect(await userUpkeep.repair?.(who.userId, now)).toEqual([`card ${who.userId}`]);
    expect(await cardRecord(who.userId)).toEqual({ decided: 2, turnover: 2, profit: 3 });
    expect(await recordUpkeep.repair?.(who.userId, now)).toEqual([`record on the card of ${who.userId}`]);
    expect([await audit(who), await cardRecord(who.userId)]).toEqual([[], onCard]);
    expect((await currentCard(who.userId))?.handle).toBe('carded');
  });
});

describe('the upkeep of ledgers', () => {
  it('finds a row of the ledger that does not say what its pick says, and one too many', async () => {
    const who = await bettor('wrong', now);
    const pick = soccerPick({ authorId: who.userId, pickId: newId<PickId>(now), book: 'Acme' });
    const outcomes = storedOutcomes(STORY, pick);
    await settle(pick, outcomes);
    for (const outcome of outcomes) await countOutcome(outcome, now);
    await ledgerEntity()
      .patch({ userId: who.userId, settledAt, pickId: pick.pickId })
      .set({ sport: 'golf', oddsBand: 'from_6.00' })
      .remove(['book'])
      .go();
    const of = `ledger ${who.userId} pick ${pick.pickId}`;
    const found = [
      { of, field: 'book', is: null, should: 'Acme' },
      { of, field: 'sport', is: 'golf', should: 'soccer' },
      { of, field: 'oddsBand', is: 'from_6.00', should: '1.80_to_2.10' },
    ];
    const differences = await audit(who);
    expect(differences.filter((one) => one.of === of)).toEqual(expect.arrayContaining(found));
    expect(differences).toHaveLength(3);

    expect(await ledgerUpkeep.repair?.(who.userId, now)).toEqual([of, `placed of pick ${pick.pickId}`]);
    expect(await differencesOf(who)).toEqual([]);

    const [row] = await ledgerOf(who.userId);
    const strange = newId(now);
    await ledgerEntity()
      .put({ ...(row as LedgerRow), pickId: strange })
      .go();
    const tooMany = { of: `ledger ${who.userId} pick ${strange}`, field: 'row', is: true, should: false };
    expect(await audit(who)).toContainEqual(tooMany);
    expect(await ledgerUpkeep.repair?.(who.userId, now)).toEqual([]);
    expect(await audit(who)).toContainEqual(tooMany);
  });
});

describe('the record of ninety days', () => {
  it('is one query of its days, which reads no other day and counts no year that lies between them', async () => {
    const who = await bettor('daily', now);
    const newYear = new Date('2026-01-31T12:00:00.000Z');
    const days = Array.from({ length: 120 }, (_, ago) =>
      new Date(newYear.getTime() - (ago - 10) * 86_400_000).toISOString().slice(0, 10),
    );
    const rows = [
      ...days.map((period) => ({ period, wins: 1 })),
      { period: '2025', wins: 1_000 },
      { period: '2026', wins: 1_000 },
    ];
    const counts = { losses: 0, pushes: 0, voids: 0, decided: 1, turnover: 1_000_000, profit: 900_000, clv: 1_000, clvPicks: 1 };
    await statsEntity()
      .put(rows.map((row) => ({ userId: who.userId, shard: 0, ...counts, ...row })))
      .go({ concurrent: 4 });
    for (const [timeframe, wins, most] of [
      ['7d', 7, 3],
      ['30d', 30, 4],
      ['90d', 90, 7],
    ] as const) {
      const { result, units, calls } = await readsOf(() => getUserStats(anyone, 'daily', { timeframe }, newYear));
      expect(result.wins).toBe(wins);
      expect(units).toBeLessThanOrEqual(most);
      expect(calls.filter((name) => name.startsWith('Query'))).toHaveLength(3);
    }
  });
});

describe('a ledger that is longer than one call breaks down', () => {
  it('has breakdowns of its newest rows with the date from which they count; the record counts all', async () => {
    const who = await bettor('busy', now);
    const count = MOST_ENTRIES + 20;
    const start = Date.parse('2026-01-01T00:00:00.000Z');
    const at = (i: number) => new Date(start + i * 60_000).toISOString();
    const rows = Array.from({ length: count }, (_, i) => {
      const pick = storedPick({
        authorId: who.userId,
        pickId: `pick ${i}` as StoredPick['pickId'],
        book: 'A book of forty letters in all, as typed',
      });
      return ledgerRowOf(pick, storedOutcomes([{ result: 'win', profit: 1, settledAt: at(i) }], pick)[0] as StoredOutcome);
    });
    await ledgerEntity()
      .put(rows.flatMap((row) => row ?? []))
      .go({ concurrent: 4 });
    const told = await readsOf(() => getUserStats(anyone, 'busy', { timeframe: 'season', by: 'month' }, now));
    expect(told.result).toMatchObject({ decided: 0, breakdown: { since: at(count - MOST_PUBLIC_ENTRIES) } });
    expect(told.result.breakdown?.rows).toMatchObject([{ key: '2026-01', decided: MOST_PUBLIC_ENTRIES }]);
    expect(told.units).toBeLessThanOrEqual(170);
    const mine = await readsOf(() => getMyAnalytics(who, 'season', now));
    expect(mine.result).toMatchObject({ decided: 0, since: at(20), breakdowns: { month: [{ decided: MOST_ENTRIES }] } });
    expect(mine.units).toBeLessThanOrEqual(530);

    const bounds = { from: at(20), to: at(count) };
    expect(await ledgerBetween(who.userId, bounds, MOST_ENTRIES + 1)).toHaveLength(MOST_ENTRIES);
    expect((await ledgerBetween(who.userId, bounds, 2)).map((row) => row.settledAt)).toEqual([at(count - 1), at(count - 2)]);
    expect(await ledgerBetween(who.userId, { from: at(3), to: at(4) }, 5)).toMatchObject([{ settledAt: at(3) }]);
  });
});

describe('GET /users/{handle}/stats and /users/me/analytics', () => {
  it('serve the timeframe and the breakdown of the query, and refuse other values', async () => {
    const params = { user: 'ann' };
    const plain = await ask(handler, GetUserStats, { params });
    expect(plain).toMatchObject({ status: 200, data: { timeframe: 'all', breakdown: null } });
    const by = await ask(handler, GetUserStats, { params, query: { by: 'odds_band', timeframe: '30d' } });
    expect(by).toMatchObject({ status: 200, data: { breakdown: { by: 'odds_band', since: null } } });
    for (const query of [{ by: 'luck' }, { by: '' }, { timeframe: '1d' }, { of: 'sport' }]) {
      const [field] = Object.keys(query);
      expect(await ask(handler, GetUserStats, { params, query: query as never })).toMatchObject({
        status: 400,
        error: { code: 'INVALID_INPUT', details: { field } },
      });
    }
    expect((await ask(handler, GetUserStats, { params: { user: 'nobody' }, query: { by: 'sport' } })).status).toBe(404);

    const as = await bettor('new', now);
    expect(await ask(handler, GetMyAnalytics, { as })).toMatchObject({
      status: 200,
      data: {
        decided: 0,
        clv: { mean: null, n: 0, total: 0 },
        breakdowns: { sport: [], market: [], book: [], odds_band: [], month: [] },
        since: null,
      },
    });
    expect((await ask(handler, GetMyAnalytics, { as, query: { by: 'sport' } as never })).status).toBe(400);
  });
});
