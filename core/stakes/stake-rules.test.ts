import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAKE_PERIODS } from '#schemas/stake-limits';
import type { StakeAmounts } from './stake-periods.ts';
import { leftOf, newStakes, recounted, stakesAt, stakeText, withStake } from './stake-rules.ts';

const UNIT = 1_000_000;
const HOUR = 3_600_000;
const RUNS = Number(process.env.STAKE_RUNS ?? 60);
const begin = new Date('2026-11-23T12:00:00.000Z');
const stakesOf = (limits: StakeAmounts, zone = 'UTC') => newStakes('ann', limits, zone, begin);
const placedAt = begin.toISOString();
const refusal = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return error as { code: string; message: string; details: object };
  }
  throw new Error('nothing was refused');
};

it.each([
  [1_500_000, '1.5'],
  [2_000_000, '2'],
  [10_000, '0.01'],
  [100_000_000, '100'],
  [0, '0'],
])('shows a stake of %d millionths as it was entered: %s', (micro, text) => {
  expect(stakeText(micro)).toBe(text);
});

describe('a limit on stakes', () => {
  const limited = stakesOf({ day: 5 * UNIT, month: 6 * UNIT });
  const place = (stakes: typeof limited, units: number) =>
    withStake(stakes, { pickId: 'p', placedAt, before: 0, after: units * UNIT });

  it('takes a pick up to what is left, and says what is left', () => {
    const after = place(limited, 4);
    expect(after && [after.day.stake, after.week.stake, after.month.stake]).toEqual([4 * UNIT, 4 * UNIT, 4 * UNIT]);
    expect(after && STAKE_PERIODS.map((period) => leftOf(after, period))).toEqual([UNIT, null, 2 * UNIT]);
    expect(after && place(after, 1)).toMatchObject({ day: { stake: 5 * UNIT } });
    expect(refusal(() => after && place(after, 1.01))).toMatchObject({
      code: 'STAKE_LIMIT_REACHED',
      message: 'You limited your stakes to 5 units a day. 1 are left of it.',
      details: { period: 'day', limitUnits: '5', leftUnits: '1', endsAt: '2026-11-24T00:00:00.000Z' },
    });
  });
  it('names the period that ends last of those in the way', () => {
    expect(refusal(() => place(limited, 7)).details).toMatchObject({ period: 'month', leftUnits: '6' });
  });
  it('of nothing takes nothing', () => {
    expect(refusal(() => place(stakesOf({ week: 0 }), 0.01)).details).toMatchObject({ period: 'week', leftUnits: '0' });
  });
  it('lets a stake get lower, also beyond the limit', () => {
    const over = { ...limited, limits: { day: UNIT }, day: { ...limited.day, stake: 5 * UNIT } };
    expect(withStake(over, { pickId: 'p', placedAt, before: 5 * UNIT, after: 3 * UNIT })?.day.stake).toBe(3 * UNIT);
    expect(leftOf(over, 'day')).toBe(0);
  });
  it('gives a stake of a day that is over back to no other day, and lets it not grow', () => {
    const yesterday = { pickId: 'p', placedAt: '2026-11-22T12:00:00.000Z', before: 2 * UNIT };
    const counted = { ...limited, limits: { day: 5 * UNIT }, day: { ...limited.day, stake: 5 * UNIT } };
    const lower = withStake({ ...counted, month: { ...counted.month, stake: 7 * UNIT } }, { ...yesterday, after: 0 });
    // The 22nd is a Sunday, of another week.
    expect(lower && [lower.day.stake, lower.week.stake, lower.month.stake]).toEqual([5 * UNIT, 0, 5 * UNIT]);
    expect(refusal(() => withStake(counted, { ...yesterday, after: 3 * UNIT })).message).toBe(
      'The day in which you placed this is over, and you limit your stakes by the day: place another pick.',
    );
    expect(withStake({ ...counted, limits: { month: 9 * UNIT } }, { ...yesterday, after: 3 * UNIT })?.month.stake).toBe(UNIT);
  });
  it('of which nothing changes needs no write', () => {
    expect(withStake(limited, { pickId: 'p', placedAt, before: UNIT, after: UNIT })).toBeNull();
    const old = '2026-10-01T00:00:00.000Z';
    expect(withStake(limited, { pickId: 'p', placedAt: old, before: UNIT, after: 0 })).toBeNull();
  });
  it('notes the picks of its first minute, and none afterwards', () => {
    expect(place(limited, 1)?.recent).toEqual(['p']);
    const settled = recounted(limited, [], new Date(begin.getTime() + 60_000));
    expect(recounted(limited, [], new Date(begin.getTime() + 59_999)).recent).toEqual([]);
    expect([settled.recent, place(settled, 1)?.recent]).toEqual([undefined, undefined]);
  });
});

describe('whatever a person does, at any time and in any zone', () => {
  const act = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('place' as const), units: fc.integer({ min: 1, max: 60 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ do: fc.constant('edit' as const), pick: fc.nat(20), units: fc.integer({ min: 1, max: 60 }) }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), pick: fc.nat(20) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 3_000 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('move' as const),
        zone: fc.constantFrom('Pacific/Kiritimati', 'Etc/GMT+12', 'America/New_York', 'Asia/Kathmandu', 'UTC'),
      }),
    },
  );

  it('the sums are those of the picks, no pick passes a limit, and no move gives more than two limits within 23 hours', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), fc.integer({ min: 60, max: 120 }), (acts, day) => {
        const limits = { day: day * UNIT, week: 3 * day * UNIT };
        let stakes = recounted(stakesOf(limits), [], new Date(begin.getTime() + HOUR));
        let now = begin.getTime() + HOUR;
        const picks: { pickId: string; placedAt: string; staked: number }[] = [];
        for (const one of acts) {
          if (one.do === 'wait') now += one.minutes * 60_000;
          stakes = stakesAt(stakes, new Date(now));
          if (one.do === 'move') stakes = { ...stakes, zone: one.zone };
          if (one.do === 'wait' || one.do === 'move') continue;
          const at = new Date(now).toISOString();
          const pick = one.do === 'place' ? { pickId: String(picks.length), placedAt: at, staked: 0 } : picks[one.pick];
          if (!pick) continue;
          const after = one.do === 'withdraw' ? 0 : one.units * UNIT;
          try {
            const next = withStake(stakes, { ...pick, before: pick.staked, after });
            stakes = next ?? stakes;
          } catch (error) {
            expect((error as { code: string }).code).toBe('STAKE_LIMIT_REACHED');
            continue;
          }
          if (one.do === 'place') picks.push(pick);
          pick.staked = after;
          const counted = recounted(stakes, picks, new Date(now));
          expect(STAKE_PERIODS.map((period) => stakes[period])).toEqual(STAKE_PERIODS.map((period) => counted[period]));
          for (const period of ['day', 'week'] as const) expect(stakes[period].stake).toBeLessThanOrEqual(limits[period]);
          const lately = picks.filter(({ placedAt: placed }) => Date.parse(placed) > now - 23 * HOUR);
          expect(lately.reduce((sum, { staked }) => sum + staked, 0)).toBeLessThanOrEqual(2 * limits.day);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
