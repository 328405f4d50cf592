import { describe, expect, it } from 'vitest';
import { readMeasured } from '../../bench/units/file.ts';
import { measureAll } from '../../bench/units/measure.ts';
import { SIZES } from '../../bench/units/scenario.ts';
import { SCENARIOS } from '../../bench/units/scenarios/index.ts';
import { onEmulator, Tables } from '../../bench/units/tables.ts';
import { inMemory } from '../support/memory-table/memory-tables.ts';

/**
 * `npm run bench:units` measures on the emulator, and this test on tables in memory: the same figures hold the two against each other. Pages of 1 MB,
 * which memory has not, come with 10,000 rows: `UNITS_LARGEST=10000` measures those too, on the emulator, which takes minutes to write them.
 */
const { UNITS_LARGEST = '1000' } = process.env;

describe('the figures of bench/units/measured.json', () => {
  it(`are those of the code, up to ${UNITS_LARGEST} rows: npm run bench:units writes them`, async () => {
    const largest = Number(UNITS_LARGEST);
    const sizes = SIZES.filter((size) => size <= largest);
    const tables = new Tables(largest > 1_000 ? onEmulator() : inMemory());
    expect(await measureAll(SCENARIOS, sizes, tables)).toEqual(readMeasured().filter(({ size }) => size <= largest));
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
