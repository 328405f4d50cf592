import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from '#platform/ids';
import { FRESH, isDue } from './night-rules.ts';

const DAY = 86_400_000;
const made = new Date('2026-09-13T12:00:00.000Z');
const night = (n: number) => new Date(made.getTime() + n * DAY);

it('a pick is due each night while it is fresh, and in one of any seven nights after', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000 }), (first) => {
      const id = newId(made);
      for (let n = 0; n < FRESH / DAY; n++) expect(isDue(id, 7, night(n))).toBe(true);
      const nights = Array.from({ length: 7 }, (_, i) => night(FRESH / DAY + first + i));
      expect(nights.filter((now) => isDue(id, 7, now))).toHaveLength(1);
    }),
  );
});

it('the nights share the old picks evenly', () => {
  const ids = Array.from({ length: 7_000 }, () => newId(made));
  for (let n = 10; n < 17; n++) {
    const due = ids.filter((id) => isDue(id, 7, night(n))).length;
    expect(due).toBeGreaterThan(800);
    expect(due).toBeLessThan(1_200);
  }
});

it('a subject of an upkeep without such a number is due each night, whatever its name', () => {
  for (let n = 0; n < 10; n++) expect(isDue('roi', 1, night(n))).toBe(true);
});
