import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, isAdult } from './age-rules.ts';

const on = (day: string) => new Date(`${day}T12:00:00.000Z`);

describe('isAdult()', () => {
  it.each([
    ['2008-11-23', true],
    ['2008-11-24', false],
    ['2008-11-22', true],
    ['1906-12-01', true],
    ['2026-11-23', false],
  ])('of a person born on %s is %s on 23 November 2026', (born, adult) => {
    expect(isAdult(born, on('2026-11-23'))).toBe(adult);
  });

  it('is true from 1 March for a person born on 29 February', () => {
    expect(ageOn('2008-02-29', on('2026-02-28'))).toBe(17);
    expect(ageOn('2008-02-29', on('2026-03-01'))).toBe(18);
  });

  it.each(['2026-11-24', '1905-11-23'])('refuses the date of birth %s', (born) => {
    expect(() => isAdult(born, on('2026-11-23'))).toThrow(expect.objectContaining({ details: { field: 'dateOfBirth' } }));
  });
});

it('ageOn() never decreases as time goes on', () => {
  const day = fc.date({ min: on('1950-01-01'), max: on('2050-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(day, day, day, (born, a, b) => {
      const [earlier, later] = a < b ? [a, b] : [b, a];
      const birth = born.toISOString().slice(0, 10);
      expect(ageOn(birth, earlier)).toBeLessThanOrEqual(ageOn(birth, later));
    }),
  );
});
