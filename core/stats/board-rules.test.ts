import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFraction, fraction } from '#core/odds';
import { type BoardRow, boardScore, byBoard, formatBoardScore, isEligible, ranked, shrunk, wilsonScore } from './board-rules.ts';
import { NO_SUMS } from './board-sums.ts';

const row = (userId: string, sums: Partial<BoardRow['sums']>): BoardRow => ({
  userId,
  sums: { ...NO_SUMS, decided: 20, wins: 10, losses: 10, turnover: 20_000_000, events: 20, ...sums },
});

describe('the boards', () => {
  it.each([
    ['L4', 5, [2, 5], '1/70'],
    ['L5', 200, [3, 50], '21/460'],
    ['L6', 10, [1, 4], '1/40'],
  ] as const)('%s: shrink the ROI of %i picks', (_, n, [top, bottom], exact) => {
    expect(formatFraction(shrunk(n, fraction(top, bottom)))).toBe(exact);
  });
  it.each([
    ['L7', 8, 2, 490_162_469_122n],
    ['L8', 115, 85, 505_709_325_931n],
    ['all won', 10, 0, 722_467_196_973n],
    ['one won', 1, 9, 17_876_212_896n],
    ['none won', 0, 10, 0n],
  ])('%s: bound the win rate of %i-%i from below', (_, wins, losses, score) => {
    // Twelve places, of which the last may be rounded down.
    expect(Number(score - wilsonScore(wins, losses))).toBeLessThanOrEqual(1);
    expect(Number(score - wilsonScore(wins, losses))).toBeGreaterThanOrEqual(0);
  });
  it('bound nothing where there is nothing', () => {
    expect(wilsonScore(0, 0)).toBe(0n);
  });
  it('never bound a rate from above, and rise with each win', () => {
    const count = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(count, count, (wins, losses) => {
        const score = wilsonScore(wins, losses);
        return (
          score >= 0n && score * BigInt(wins + losses) <= BigInt(wins) * 10n ** 12n && wilsonScore(wins + 1, losses) >= score
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('take ten decided picks on ten events, of which no more than a fifth are above what books quoted', () => {
    const eligible = (events: number, decided = 20, above = 0) => isEligible({ decided, events, above });
    expect([eligible(9), eligible(10), eligible(9, 100)]).toEqual([false, true, false]);
    expect([eligible(10, 20, 5), eligible(10, 20, 6), eligible(10, 20, 0)]).toEqual([true, false, true]);
    expect(ranked('roi', [row('a', { events: 9, profit: 9e9 }), row('b', {})]).map(({ userId }) => userId)).toEqual(['b']);
  });
  it('rank by shrunk ROI or by the Wilson bound', () => {
    const lucky = row('lucky', { decided: 10, wins: 9, losses: 1, profit: 2_500_000, turnover: 10_000_000 });
    const good = row('good', { decided: 200, wins: 115, losses: 85, profit: 12_000_000, turnover: 200_000_000 });
    const order = (by: 'roi' | 'winrate') => ranked(by, [lucky, good]).map(({ userId }) => userId);
    expect(order('roi')).toEqual(['good', 'lucky']);
    expect(order('winrate')).toEqual(['lucky', 'good']);
    expect(boardScore('roi', lucky.sums)).toBe(25_000_000_000n);
    expect(boardScore('winrate', good.sums)).toBe(wilsonScore(115, 85));
    expect(boardScore('roi', { ...good.sums, profit: 0, turnover: 0 })).toBe(-6_521_739_130n);
    expect(formatBoardScore(25_000_000_000n)).toBe('0.025000000000');
  });
  it('break ties by more decided picks, then by user id', () => {
    const even = { profit: -1_000_000, turnover: 20_000_000 };
    const rows = [
      row('c', { ...even }),
      row('a', { ...even, decided: 21 }),
      row('b', { ...even }),
      row('d', { ...even, decided: 30 }),
    ];
    expect(ranked('roi', rows).map(({ userId }) => userId)).toEqual(['d', 'a', 'b', 'c']);
    expect(byBoard('roi')(row('a', even), row('a', even))).toBe(0);
  });
  it('are an order', () => {
    const any = fc.record({
      userId: fc.constantFrom('a', 'b', 'c'),
      decided: fc.constantFrom(10, 20),
      wins: fc.integer({ min: 0, max: 3 }),
      profit: fc.integer({ min: -2, max: 2 }),
    });
    const make = (r: { userId: string; decided: number; wins: number; profit: number }) =>
      row(r.userId, { decided: r.decided, wins: r.wins, losses: 3, profit: r.profit });
    fc.assert(
      fc.property(any, any, any, fc.constantFrom('roi' as const, 'winrate' as const), (a, b, c, by) => {
        const [x, y, z] = [make(a), make(b), make(c)];
        const compare = byBoard(by);
        const antisymmetric = Math.sign(compare(x, y)) === -Math.sign(compare(y, x)) || compare(x, y) === 0;
        return antisymmetric && !(compare(x, y) < 0 && compare(y, z) < 0 && compare(x, z) >= 0);
      }),
      { numRuns: 1_000 },
    );
  });
});
