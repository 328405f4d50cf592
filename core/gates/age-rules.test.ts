import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, dayIn, isAdult, LAST_ZONE, leastAge, yearsBetween } from './age-rules.ts';

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

const ZONES = ['Pacific/Kiritimati', 'Asia/Tokyo', 'UTC', 'America/New_York', 'Pacific/Honolulu', LAST_ZONE];
const instant = fc.date({ min: on('1990-01-01'), max: on('2060-01-01'), noInvalidDate: true });
const birth = fc
  .date({ min: on('1920-01-01'), max: on('2020-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const zone = fc.constantFrom(...ZONES);

it('ageOn() rises by one at midnight of the birthday in the zone of the person, of a leap day on 1 March', () => {
  const leapDays = fc.constantFrom('1988-02-29', '2000-02-29', '2004-02-29');
  fc.assert(
    fc.property(fc.oneof(birth, leapDays), zone, instant, (born, where, at) => {
      const today = dayIn(where, at);
      const year = Number(today.slice(0, 4));
      const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
      const birthday = `${year}${born.endsWith('-02-29') && !isLeap ? '-03-01' : born.slice(4)}`;
      expect(ageOn(born, at, where)).toBe(year - Number(born.slice(0, 4)) - (today < birthday ? 1 : 0));
    }),
  );
});

it('ageOn() is nowhere less than in the zone that decides when none is known', () => {
  fc.assert(
    fc.property(birth, zone, instant, (born, where, at) => {
      expect(ageOn(born, at)).toBeLessThanOrEqual(ageOn(born, at, where));
    }),
  );
});

describe('leastAge()', () => {
  const signal = fc.record({ upper: fc.option(fc.integer({ min: 0, max: 99 })), at: instant.map((at) => at.toISOString()) });
  it('is never more than declared, nor than any signal allows, and never falls as time goes on', () => {
    fc.assert(
      fc.property(birth, zone, fc.array(signal, { maxLength: 2 }), instant, instant, (dateOfBirth, timeZone, signals, a, b) => {
        const [earlier, later] = a < b ? [a, b] : [b, a];
        const facts = { dateOfBirth, timeZone, signals };
        const age = leastAge(facts, later);
        expect(age).toBeLessThanOrEqual(ageOn(dateOfBirth, later, timeZone));
        for (const { upper, at } of signals)
          if (upper !== null)
            expect(age).toBeLessThanOrEqual(
              upper + Math.max(0, yearsBetween(dayIn(timeZone, new Date(at)), dayIn(timeZone, later))),
            );
        expect(leastAge(facts, earlier)).toBeLessThanOrEqual(age);
      }),
    );
  });
  it.each([
    ['no signal', [], 36],
    ['a range without an upper end', [{ upper: null, at: '2026-11-23T12:00:00.000Z' }], 36],
    ['a range that ends at 17', [{ upper: 17, at: '2026-11-23T12:00:00.000Z' }], 17],
    ['a range that ended at 17 four years ago', [{ upper: 17, at: '2022-11-23T12:00:00.000Z' }], 21],
  ])('with %s', (_, signals, age) => {
    expect(leastAge({ dateOfBirth: '1990-05-17', signals }, on('2026-11-23'))).toBe(age);
  });
});
