import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getProfile } from '#core/graph';
import type { StoredOutcome, StoredPick } from '#core/picks';
import { ledgerRowOf, statsOf } from '#core/stats';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import { ledgerEntity } from '../../core/stats/ledger.entity.ts';
import type { LedgerRow } from '../../core/stats/stats.store.ts';
import { loadCards } from '../../core/users/user.store.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { storedOutcomes, storedPick } from '../support/make/stored-picks.ts';
import { anyone, bettor } from '../support/make/users.ts';
import { readsOf } from '../support/read-units.ts';

const now = new Date('2026-11-02T12:00:00.000Z');

describe('a streak', () => {
  /** A ledger of these results, oldest first, a minute apart; every two of them are settled at one instant. */
  const ledger = async (marks: readonly string[]): Promise<string> => {
    const who = await bettor(`s_${newId(now).slice(-8)}`, now);
    const results: Readonly<Record<string, string>> = { W: 'win', L: 'loss', P: 'push', V: 'void', O: 'open' };
    const rows = marks.map((mark, i) => {
      const pick = storedPick({ authorId: who.userId, pickId: `pick ${String(i).padStart(5, '0')}` as StoredPick['pickId'] });
      const settledAt = new Date(Date.parse('2026-05-01T00:00:00.000Z') + Math.floor(i / 2) * 60_000).toISOString();
      const outcome = storedOutcomes([{ result: results[mark] ?? 'win', profit: 0, settledAt }], pick)[0] as StoredOutcome;
      return { ...(ledgerRowOf(pick, outcome) as LedgerRow), settledAt };
    });
    if (rows.length > 0) await ledgerEntity().put(rows).go({ concurrent: 4 });
    return who.userId;
  };
  /** The same run by the whole history. */
  const byHistory = (marks: readonly string[]): number => {
    const decided = marks.filter((mark) => mark === 'W' || mark === 'L').toReversed();
    const end = decided.findIndex((mark) => mark !== decided[0]);
    const length = end < 0 ? decided.length : end;
    return decided[0] === 'L' ? 0 - length : length;
  };
  const times = (mark: string, count: number): string[] => Array.from({ length: count }, () => mark);
  /** The streak that readers are shown, and the queries of the ledger that it took. */
  const shown = async (userId: string): Promise<{ streak: number; pages: number }> => {
    let pages = 0;
    const end = intercept(async ({ name, input }, send) => {
      if (name === 'QueryCommand' && JSON.stringify(input).includes('$ledger_1')) pages++;
      return send();
    });
    const { streak } = await statsOf(userId, 'all', now).finally(end);
    return { streak, pages };
  };

  it.each<[string, string[], number, number]>([
    ['of nobody', [], 0, 1],
    ['that the first page breaks', [...times('L', 50), ...times('W', 7)], 7, 1],
    ['of exactly a page', [...times('L', 50), ...times('W', 8)], 8, 2],
    ['before ten pushes', ['L', ...times('W', 3), ...times('P', 10)], 3, 2],
    ['before a hundred voids', ['W', ...times('L', 5), ...times('V', 100)], -5, 4],
    ['before a hundred tickets that are open again', ['L', 'W', ...times('O', 100)], 1, 4],
    ['of nothing but pushes and voids', [...times('P', 60), ...times('V', 60)], 0, 5],
    ['of a hundred and fifty wins, longer than a hundred picks', ['L', ...times('W', 150)], 150, 5],
  ])('%s is read as far as it needs', async (_, marks, streak, pages) => {
    expect(byHistory(marks)).toBe(streak);
    expect(await shown(await ledger(marks))).toEqual({ streak, pages });
  });

  it('of more than a thousand wins is the newest 1,016 of them, for 50 RRU at most', async () => {
    const userId = await ledger(times('W', 1_100));
    const { result, units } = await readsOf(() => shown(userId));
    expect(result).toEqual({ streak: 1_016, pages: 7 });
    expect(units).toBeLessThanOrEqual(60);
  });

  it('costs half a read unit of the 3.5 that a profile takes, however long the history is', async () => {
    const userId = await ledger([...times('L', 300), ...times('W', 3)]);
    const [{ handle = '' } = {}] = await loadCards([userId as UserId]);
    const { result, units } = await readsOf(() => getProfile(anyone, handle, statsOf, now));
    expect(result.stats.streak).toBe(3);
    expect(units).toBe(3.5);
  });

  it('is that of the whole history, whatever it holds', async () => {
    const block = fc.tuple(fc.constantFrom('W', 'L', 'P', 'V', 'O'), fc.integer({ min: 1, max: 30 }));
    const histories = fc.array(block, { maxLength: 8 }).map((blocks) => blocks.flatMap(([mark, count]) => times(mark, count)));
    await fc.assert(
      fc.asyncProperty(histories, async (marks) => {
        expect((await shown(await ledger(marks))).streak).toBe(byHistory(marks));
      }),
      { numRuns: 40, seed: 9 },
    );
  });
});
