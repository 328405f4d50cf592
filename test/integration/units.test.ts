import { describe, expect, it } from 'vitest';
import { readMeasured } from '../../bench/units/file.ts';
import { measureAll } from '../../bench/units/measure.ts';
import { SIZES } from '../../bench/units/scenario.ts';
import { SCENARIOS } from '../../bench/units/scenarios/index.ts';

/** 10,000 rows take minutes to write: `UNITS_LARGEST=10000` measures them too, as `npm run bench:units` does. */
const { UNITS_LARGEST = '1000' } = process.env;

describe('the figures of bench/units/measured.json', () => {
  it(`are those of the code, up to ${UNITS_LARGEST} rows: npm run bench:units writes them`, async () => {
    const largest = Number(UNITS_LARGEST);
    const sizes = SIZES.filter((size) => size <= largest);
    expect(await measureAll(SCENARIOS, sizes)).toEqual(readMeasured().filter(({ size }) => size <= largest));
  });

  const growing = Map.groupBy(
    readMeasured().filter(({ growth }) => growth !== undefined),
    ({ name }) => name,
  );
  it.each([...growing])('of "%s" grow at most as fast as what it is about', (_, all) => {
    for (const [i, larger] of all.entries()) {
      const smaller = all[i - 1];
      if (!smaller) continue;
      const times = larger.size / smaller.size;
      // Each call rounds its units up.
      for (const cost of ['calls', 'trips', 'rru', 'wru', 'index', 'messages'] as const)
        expect(larger[cost]).toBeLessThanOrEqual(Math.max(smaller[cost], 1) * times + larger.calls);
    }
  });
});
