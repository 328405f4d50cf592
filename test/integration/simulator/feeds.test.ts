import './ids-of-runs.ts';
import { expect, it, vi } from 'vitest';
import { mapConcurrently } from '#platform/map-concurrently';
import { differencesIn } from '../../support/upkeep.ts';
import { Deliveries } from './deliveries.ts';
import { FeedWorld } from './feed-world.ts';
import { AT_ONCE, HANGS, seedsOf, simulatedTable } from './ground.ts';
import { Run } from './run.ts';

/** Three followers make an author big, and a reader's state has room for one: both ways over each threshold are short. */
vi.mock('../../../core/feed/feed-limits.ts', async (original) => ({
  ...(await original<typeof import('../../../core/feed/feed-limits.ts')>()),
  BIG: 3,
  MOST_BIG: 1,
}));

const { FEED_STEPS = '60' } = process.env;
const seeds = seedsOf('FEED', 6);
const table = simulatedTable();

/** @returns what is wrong at any time, and when everything has been delivered; and how many items were read */
async function simulate(seed: number): Promise<{ readonly seed: number; readonly wrong: string[]; readonly read: number }> {
  const run = new Run(40_000 + seed);
  const deliveries = new Deliveries(run, table(), ['social', 'feed_fanout', 'fan_out_large', 'standard', 'low']);
  const world = await FeedWorld.of(run, deliveries);
  const userIds = world.people.map(({ userId }) => userId);
  table().follow(run, userIds);
  await world.play(Number(FEED_STEPS));
  await deliveries.finish();
  // A first page may be a second behind.
  run.pass(0.1);
  await world.compare('once all is delivered');
  await deliveries.drain();
  run.pass(0.1);
  await world.compare('once the rows are written');
  const differences = await run.do(() => differencesIn({ user: userIds }, run.at()));
  return { seed, wrong: [...world.wrong, ...differences.map((one) => JSON.stringify(one))], read: world.read };
}

it(`feeds show what a simple model shows, in ${seeds.length} random sequences`, { timeout: HANGS }, async () => {
  const all = await mapConcurrently(seeds, AT_ONCE, simulate);
  const wrong = all.filter((run) => run.wrong.length > 0);
  expect(wrong, `play one again with FEED_SEED=${wrong[0]?.seed}`).toEqual([]);
  expect(all.reduce((sum, { read }) => sum + read, 0)).toBeGreaterThan(seeds.length * 20);
});
