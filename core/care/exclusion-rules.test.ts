import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXCLUSION_MONTHS, type ExclusionTerm } from '#schemas/exclusions';
import { coolOffEnd, exclusionEnd, monthsLater } from './exclusion-rules.ts';
import { NO_FACTS, withFact } from './standing-rules.ts';

const DAY = 86_400_000;
const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2060-01-01'), noInvalidDate: true });
const term = fc.constantFrom(...(Object.keys(EXCLUSION_MONTHS) as ExclusionTerm[]));

describe('monthsLater()', () => {
  it.each([
    ['2026-08-31T10:00:00.000Z', 6, '2027-03-01T10:00:00.000Z'],
    ['2028-02-29T10:00:00.000Z', 12, '2029-03-01T10:00:00.000Z'],
    ['2026-11-23T10:00:00.000Z', 60, '2031-11-23T10:00:00.000Z'],
    ['2026-12-31T23:59:59.999Z', 6, '2027-07-01T23:59:59.999Z'],
  ])('of %s and %i is %s', (at, months, later) => expect(monthsLater(new Date(at), months).toISOString()).toBe(later));
});

describe('an exclusion', () => {
  it('lasts its months of at least 30 days on average, and seven days more', () => {
    fc.assert(
      fc.property(term, instant, (of, at) => {
        const days = (Date.parse(exclusionEnd(of, at)) - at.getTime()) / DAY;
        expect(days).toBeGreaterThanOrEqual(EXCLUSION_MONTHS[of] * 30 + 7);
        expect(days).toBeLessThanOrEqual(EXCLUSION_MONTHS[of] * 31 + 8);
      }),
    );
  });
  it('is never shortened by what a person states later, in any order of exclusions and cool-offs', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('exclusion' as const), term }),
      fc.record({ kind: fc.constant('cool-off' as const), hours: fc.integer({ min: 24, max: 1_008 }) }),
      fc.constant({ kind: 'region' as const, region: 'GB', timeZone: 'Europe/London' }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(step, instant), { maxLength: 12 }), (steps) => {
        let [standing, ends]: [typeof NO_FACTS, string[]] = [NO_FACTS, []];
        for (const [one, at] of steps.toSorted((a, b) => a[1].getTime() - b[1].getTime())) {
          if (one.kind === 'exclusion') ends = [...ends, exclusionEnd(one.term, at)];
          if (one.kind === 'cool-off') ends = [...ends, coolOffEnd(one.hours, at)];
          const until = ends.at(-1) ?? '';
          const fact =
            one.kind === 'exclusion'
              ? { kind: one.kind, term: one.term, until }
              : one.kind === 'cool-off'
                ? { kind: one.kind, until }
                : one;
          const after = withFact(standing, fact, at.toISOString());
          expect((after.excludedUntil ?? '') >= (standing.excludedUntil ?? '')).toBe(true);
          standing = after;
        }
        expect(standing.excludedUntil).toBe(ends.toSorted().at(-1));
      }),
    );
  });
});
