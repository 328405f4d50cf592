import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { askForBoards, getLeaderboard, updateBoards } from '#core/stats';
import { transact } from '#data/transaction';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { GetLeaderboard, Timeframe } from '#schemas/stats';
import { boardSumEntity, closedSumsEntity } from '../../core/stats/board-sum.entity.ts';
import { addToBoardsPart, boardState, countedOn } from '../../core/stats/board-sum.store.ts';
import { addSums, type BoardSums, NO_SUMS } from '../../core/stats/board-sums.ts';
import { boardTotals, keepClosed } from '../../core/stats/board-totals.ts';
import { dayOf, firstDayOf } from '../../core/stats/period-rules.ts';
import { cardEntity } from '../../core/users/card.entity.ts';
import { deaths } from '../support/deaths.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { readsOf } from '../support/read-units.ts';

const job = system('update-boards');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const start = Date.parse('2026-03-10T12:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * MINUTE);

const sums = (decided: number, profit = 0): BoardSums => ({
  ...NO_SUMS,
  decided,
  wins: decided,
  turnover: decided * 1_000_000,
  profit,
  events: decided,
});
const add = (userId: string, settledAt: Date, of: BoardSums, now = settledAt) =>
  transact({ boards: addToBoardsPart(userId, settledAt.toISOString(), of, now) });
const page = (terms: object) => getLeaderboard(anyone, GetLeaderboard.query.parse(terms));

/** The requests that a piece of work makes, with their inputs as text. */
async function callsOf(work: () => Promise<unknown>): Promise<string[]> {
  const calls: string[] = [];
  const end = intercept(async ({ name, input }, send) => {
    calls.push(`${name} ${JSON.stringify(input)}`);
    return send();
  });
  await work().finally(end);
  return calls;
}

describe('a board of a hundred', () => {
  let ann: User;
  beforeAll(async () => {
    ann = await bettor('ann', at(0));
    const others = Array.from({ length: 120 }, () => newId<UserId>(at(0)));
    await cardEntity()
      .put(others.map((userId, i) => ({ userId, handle: `bettor_number_${i}`, displayName: `Bettor Number ${i} of All` })))
      .go({ concurrent: 4 });
    for (const [i, userId] of others.entries()) await add(userId, at(0), sums(10 + i, 1_234_567 * i));
    await add(ann.userId, at(0), sums(200, 900_000_000));
    await updateBoards(job, at(15));
  });

  it('is one item: its default page takes 1.5 read units, each page that follows 1', async () => {
    const { result, units } = await readsOf(() => page({}));
    expect(result.items).toHaveLength(100);
    expect(units).toBeLessThanOrEqual(1.5);
    const first = await page({ limit: 40 });
    const { result: second, units: more } = await readsOf(() => page({ limit: 40, cursor: first.cursor ?? '' }));
    expect(second.items.map(({ rank }) => rank)).toEqual(Array.from({ length: 40 }, (_, i) => 41 + i));
    expect(more).toBeLessThanOrEqual(1);
    expect(first.items[0]).toMatchObject({ rank: 1, user: { handle: 'ann' }, decided: 200, profitUnits: '900.000000' });
  });

  it('stays with its version for who pages through it, while a new one is out', async () => {
    const first = await page({ limit: 30 });
    await add(ann.userId, at(20), sums(50, -5_000_000_000));
    await updateBoards(job, at(30));
    const rest = await page({ limit: 100, cursor: first.cursor ?? '' });
    expect(rest.items).toHaveLength(70);
    expect([first, rest].map(({ meta }) => meta.asOf)).toEqual([at(15).toISOString(), at(15).toISOString()]);
    expect((await page({})).items.some(({ user }) => user.handle === 'ann')).toBe(false);
  });

  it('is not built while nothing was counted; a count, a name, a ban or another day builds it', async () => {
    const writes = async (now: Date) =>
      (await callsOf(() => updateBoards(job, now))).filter((call) => /Put|Update|Write/.test(call));
    expect(await updateBoards(job, at(45))).toEqual({ boards: 0, rows: 0, bettors: 0 });
    expect(await writes(at(60))).toEqual([]);
    expect(await callsOf(() => updateBoards(job, at(75)))).toHaveLength(3);

    await add(ann.userId, at(76), sums(1));
    expect(await updateBoards(job, at(90))).toMatchObject({ boards: 10, bettors: 121 });
    expect(await writes(at(105))).toEqual([]);

    const user = { userId: ann.userId, handle: 'ann', displayName: 'Ann', bans: 0, bio: '' };
    const changed = (change: object) => askForBoards.when({ before: user as never, after: { ...user, ...change } as never });
    expect(changed({ bio: 'I pick.' })).toBeNull();
    for (const change of [{ displayName: 'Anna' }, { handle: 'anna' }, { bans: 1 }]) expect(changed(change)).toBe(ann.userId);
    await askForBoards.run(ann.userId, at(110));
    expect(await writes(at(120))).not.toEqual([]);
    expect(await writes(at(135))).toEqual([]);
    expect(await updateBoards(job, at(24 * 60))).toMatchObject({ boards: 10 });
  });

  it('is built again by the next run when one dies at any of its calls', async () => {
    for (const calls of deaths(3)) {
      await add(ann.userId, at(24 * 60 + 20), sums(1));
      let left = calls;
      const end = intercept(async (_, send) => {
        if (left-- <= 0) throw new Error('this process is dead');
        return send();
      });
      const now = at(24 * 60 + 30 + 2 * calls);
      const survived = await updateBoards(job, now)
        .then(
          () => true,
          () => false,
        )
        .finally(end);
      const again = at(24 * 60 + 31 + 2 * calls);
      expect(await updateBoards(job, again)).toMatchObject({ boards: survived ? 0 : 10 });
      if (survived) return;
    }
  });
});

describe('closed days', () => {
  it('are added up once, not for every build', async () => {
    const day = (n: number, minutes = 0) => new Date(Date.parse('2027-02-01T10:00:00.000Z') + n * DAY + minutes * MINUTE);
    for (let n = 0; n < 40; n++) await add(newId(day(n)), day(n), sums(3));
    await updateBoards(job, day(40));
    const read = async (now: Date) =>
      (await callsOf(() => updateBoards(job, now))).filter((call) => call.startsWith('Query') && call.includes('countedon_'))
        .length;
    await add(newId(day(40)), day(40, 1), sums(12));
    expect(await read(day(40, 15))).toBe(2);
    expect(await read(day(41))).toBeGreaterThan(2);
    expect(await read(day(41, 15))).toBe(2);
    expect((await boardState())?.closedThrough).toBe(dayOf(day(40)));
  });

  it('and what is counted since add up to what a sum over every row gives, whenever boards are built', async () => {
    const bettors = Array.from({ length: 5 }, () => newId<UserId>(at(0)));
    const counts = fc.record({
      who: fc.nat({ max: 4 }),
      /** Minutes since the count before. */
      later: fc.constantFrom(1, 30, 700, 1_500, 4_000),
      /** Days between the settlement and its count: a correction is counted in the day of the first settlement. */
      ago: fc.constantFrom(0, 0, 0, 1, 3, 8, 40, 120),
      decided: fc.integer({ min: -2, max: 6 }),
      profit: fc.integer({ min: -1e9, max: 1e9 }),
      builds: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(counts, { minLength: 1, maxLength: 12 }), fc.nat({ max: 1_439 }), async (all, minute) => {
        const [oldRows, oldSums] = [
          await boardSumEntity().scan.go({ pages: 'all' }),
          await closedSumsEntity().scan.go({ pages: 'all' }),
        ];
        await boardSumEntity().delete(oldRows.data).go({ concurrent: 4 });
        await closedSumsEntity().delete(oldSums.data).go({ concurrent: 4 });
        let now = new Date(Date.parse('2027-10-20T00:00:00.000Z') + minute * MINUTE);
        let closedThrough: string | undefined;
        const rows: { userId: string; settledOn: string; of: BoardSums }[] = [];
        for (const { who, later, ago, decided, profit, builds } of all) {
          now = new Date(now.getTime() + later * MINUTE);
          const userId = bettors[who] as string;
          const settledAt = new Date(now.getTime() - ago * DAY);
          await add(userId, settledAt, sums(decided, profit), now);
          rows.push({ userId, settledOn: dayOf(settledAt), of: sums(decided, profit) });
          if (!builds) continue;
          const { totals, closed } = await boardTotals({ open: await countedOn([dayOf(now)]), closedThrough, whole: true }, now);
          if (closed) await keepClosed(closed, now);
          closedThrough = closed?.through ?? closedThrough;
          for (const timeframe of Timeframe.options)
            for (const one of bettors) {
              const should = rows
                .filter((row) => row.userId === one && row.settledOn >= firstDayOf(timeframe, now))
                .map((row) => row.of)
                .reduce(addSums, NO_SUMS);
              expect(totals.get(timeframe)?.get(one) ?? NO_SUMS).toEqual(should);
            }
        }
      }),
      { numRuns: 5, seed: 3, endOnFailure: true },
    );
  });
});
