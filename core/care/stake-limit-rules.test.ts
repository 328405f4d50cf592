import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STAKE_PERIODS } from '#schemas/stake-limits';
import { amountsOf, assertConfirmable, confirmable, limitAsked, raiseConfirmed, standingRaise } from './stake-limit-rules.ts';

const at = '2026-11-23T12:00:00.000Z';
const HOUR = 3_600_000;
const later = (hours: number) => new Date(Date.parse(at) + hours * HOUR);
const five = limitAsked(undefined, { period: 'day', to: 5 }, at);
const raise = { to: 9, askedAt: at };

describe('a limit that is asked for', () => {
  it.each([
    ['holds at once where there is none', undefined, 5, { day: { most: 5 } }],
    ['is none where none is asked for', undefined, null, {}],
    ['holds at once where it is lower', five, 4, { day: { most: 4 } }],
    ['holds at once where it is nothing at all', five, 0, { day: { most: 0 } }],
    ['waits where it is higher', five, 9, { day: { most: 5, raise } }],
    ['waits where it is none', five, null, { day: { most: 5, raise: { to: null, askedAt: at } } }],
    ['ends a raise that waits, where it is the same', { day: { most: 5, raise } }, 5, { day: { most: 5 } }],
    ['ends a raise that waits, where it is lower', { day: { most: 5, raise } }, 3, { day: { most: 3 } }],
  ])('%s', (_, limits, to, after) => expect(limitAsked(limits, { period: 'day', to }, at)).toEqual(after));

  it('is confirmed a day later, and for a week', () => {
    const limits = limitAsked(five, { period: 'day', to: 9 }, at);
    const tries = (hours: number) => {
      try {
        assertConfirmable(limits.day, later(hours));
        return 'confirmed';
      } catch (error) {
        return (error as { message: string }).message;
      }
    };
    expect([24, 8 * 24 - 0.001].map(tries)).toEqual(['confirmed', 'confirmed']);
    expect([0, 23.999].map(tries).every((message) => message.startsWith('A higher limit can be confirmed'))).toBe(true);
    expect(tries(8 * 24)).toMatch(/^No higher limit waits/);
    expect([standingRaise(limits.day, later(8 * 24)), confirmable(raise).from]).toEqual([null, later(24).toISOString()]);
    expect(raiseConfirmed(limits, 'day')).toEqual({ day: { most: 9 } });
    expect(raiseConfirmed(limitAsked(five, { period: 'day', to: null }, at), 'day')).toEqual({});
    expect(raiseConfirmed(five, 'day')).toEqual(five);
  });

  it('is never raised without a day and a second yes, for any sequence of both', () => {
    const step = fc.record({
      period: fc.constantFrom(...STAKE_PERIODS),
      to: fc.option(fc.nat(20)),
      confirms: fc.boolean(),
      wait: fc.integer({ min: 0, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let limits: Parameters<typeof limitAsked>[0];
        let now = Date.parse(at);
        for (const { period, to, confirms, wait } of steps) {
          now += wait * HOUR;
          const before = amountsOf(limits);
          const asked = limits?.[period]?.raise?.askedAt;
          if (confirms) {
            try {
              assertConfirmable(limits?.[period], new Date(now));
              limits = raiseConfirmed(limits, period);
            } catch {
              // Nothing changes.
            }
          } else limits = limitAsked(limits, { period, to }, new Date(now).toISOString());
          const after = amountsOf(limits);
          for (const each of STAKE_PERIODS) {
            const [was, is] = [before[each], after[each]];
            const isRaised = was !== undefined && (is === undefined || is > was);
            if (isRaised) expect(confirms && each === period && now - Date.parse(asked ?? '') >= 24 * HOUR).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
