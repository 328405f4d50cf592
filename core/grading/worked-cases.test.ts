import { describe, expect, it } from 'vitest';
import { formatDecimal, formatMicro, parseFraction, parseMicro } from '#core/odds';
import cases from './testdata/worked-cases.json' with { type: 'json' };
import { SIX_PICKS, WORKED } from './testdata/worked-cases.ts';

/** Those of the statistics are worked out beside their rules, in core/stats. */
const OF_STATISTICS = ['L2', 'L3', 'L4', 'L5', 'L6', 'L7', 'L8'];
const mine = cases.filter(({ id }) => !OF_STATISTICS.includes(id));

describe('the worked cases', () => {
  it('are all worked out', () => {
    expect(cases).toHaveLength(102);
    expect(mine.map(({ id }) => id).sort()).toEqual(Object.keys(WORKED).sort());
  });

  it.each(mine)('$id: $desc is $expected', ({ id, expected, exact }) => {
    const value = WORKED[id]?.() ?? 'missing';
    const wanted = parseFraction(exact);
    if (!wanted) return expect(value).toBe(exact);
    expect(parseFraction(value)).toEqual(wanted);
    expect(formatDecimal(wanted, expected.split('.')[1]?.length ?? 0)).toBe(expected);
  });

  it('add up in millionths as they are shown', () => {
    const total = SIX_PICKS.reduce((all, { profit }) => all + (parseMicro(profit ?? '') ?? 0n), 0n);
    expect(formatMicro(total)).toBe('2.884091');
  });
});
