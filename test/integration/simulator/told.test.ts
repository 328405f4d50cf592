import './ids-of-runs.ts';
import { expect, it } from 'vitest';
import { mapConcurrently } from '#platform/map-concurrently';
import { Deliveries } from './deliveries.ts';
import { AT_ONCE, HANGS, seedsOf, simulatedTable } from './ground.ts';
import { Run } from './run.ts';
import { ToldWorld } from './told-world.ts';

const { TOLD_STEPS = '20' } = process.env;
const seeds = seedsOf('TOLD', 4);
const table = simulatedTable();

/** @returns what is wrong when everything has been delivered, and how many facts were told */
async function simulate(seed: number): Promise<{ readonly seed: number; readonly wrong: string[]; readonly told: number }> {
  const run = new Run(60_000 + seed);
  const deliveries = new Deliveries(run, table(), ['social', 'standard', 'low']);
  const world = await ToldWorld.of(run);
  const userIds = world.people.map(({ userId }) => userId);
  table().follow(run, userIds);
  await world.play(Number(TOLD_STEPS), deliveries.rustle);
  await deliveries.finish();
  await run.do(() => world.compare());
  return { seed, wrong: world.wrong, told: world.told };
}

it(`each comment and reaction that stands is told in one row, in ${seeds.length} random sequences`, {
  timeout: HANGS,
}, async () => {
  const all = await mapConcurrently(seeds, AT_ONCE, simulate);
  const wrong = all.filter((run) => run.wrong.length > 0);
  expect(wrong, `play one again with TOLD_SEED=${wrong[0]?.seed}`).toEqual([]);
  expect(all.reduce((sum, { told }) => sum + told, 0)).toBeGreaterThan(seeds.length * 3);
});
