import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { authorFeedUpkeep, readerFeedUpkeep } from '#core/feed';
import { graphUpkeep } from '#core/graph';
import { mapConcurrently } from '#platform/map-concurrently';
import { vault, vaultOf } from '#platform/vault';
import { intercept } from '../../support/dynamo-calls.ts';
import { takeMessages } from '../../support/sent-messages.ts';
import { Deliveries } from './deliveries.ts';
import { faults, lostAnswers, takeFaultily } from './faults.ts';
import { FeedWorld } from './feed-world.ts';
import { installClock, QUEUES, Run } from './run.ts';
import { TableStream } from './table-stream.ts';

takeMessages(takeFaultily);
vault.inject(Promise.resolve(vaultOf('a secret of the simulator, as long as it takes')));
vi.mock('#platform/ids', async (original) => {
  const real = await original<typeof import('#platform/ids')>();
  const { current } = await import('./run.ts');
  return { ...real, newId: (now: Date) => current()?.newId(now) ?? real.newId(now) };
});
/** Three followers make an author big, and a reader's state has room for one: both ways over each threshold are short. */
vi.mock('../../../core/feed/feed-limits.ts', async (original) => ({
  ...(await original<typeof import('../../../core/feed/feed-limits.ts')>()),
  BIG: 3,
  MOST_BIG: 1,
}));

Object.assign(process.env, Object.fromEntries(QUEUES.map((name) => [`${name.toUpperCase()}_QUEUE_URL`, name])));

/**
 * `FEED_SEED=17` plays one sequence again: the same steps, deliveries and faults; what several calls do at the same moment may differ.
 * `FEED_RUNS=300` plays more.
 */
const { FEED_SEED, FEED_RUNS = '6', FEED_STEPS = '60' } = process.env;
const seeds = FEED_SEED === undefined ? Array.from({ length: Number(FEED_RUNS) }, (_, i) => i + 1) : [Number(FEED_SEED)];
const AT_ONCE = 12;
/** Milliseconds. */
const HANGS = 3_600_000;

/** Nothing but feeds and follows is delivered, so that nothing else is audited. */
const AUDITED = [authorFeedUpkeep, readerFeedUpkeep, graphUpkeep];

let table: TableStream;
const taken: (() => void)[] = [];

beforeAll(async () => {
  installClock();
  table = await new TableStream().open();
  taken.push(intercept(faults), intercept(lostAnswers, 'wire'));
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterAll(() => {
  for (const takeOff of taken) takeOff();
  table.close();
  vi.restoreAllMocks();
});

/** @returns what is wrong at any time, and when everything has been delivered; and how many items were read */
async function simulate(seed: number): Promise<{ readonly seed: number; readonly wrong: string[]; readonly read: number }> {
  const run = new Run(40_000 + seed);
  const deliveries = new Deliveries(run, table, ['social', 'feed_fanout', 'fan_out_large']);
  const world = await FeedWorld.of(run, deliveries);
  const userIds = world.people.map(({ userId }) => userId);
  table.follow(run, userIds);
  await world.play(Number(FEED_STEPS));
  run.calm = true;
  await deliveries.drain();
  await deliveries.makeGood();
  await deliveries.drain();
  // A first page may be a second behind.
  run.pass(0.1);
  await world.compare('once all is delivered');
  await deliveries.drain();
  run.pass(0.1);
  await world.compare('once the rows are written');
  const found = await run.do(() => Promise.all(AUDITED.map(({ audit }) => audit(userIds, run.at()))));
  const differences = found.flat().flatMap((one) => one.differences);
  return { seed, wrong: [...world.wrong, ...differences.map((one) => JSON.stringify(one))], read: world.read };
}

it(`feeds show what a simple model shows, in ${seeds.length} random sequences`, { timeout: HANGS }, async () => {
  const all = await mapConcurrently(seeds, AT_ONCE, simulate);
  const wrong = all.filter((run) => run.wrong.length > 0);
  expect(wrong, `play one again with FEED_SEED=${wrong[0]?.seed}`).toEqual([]);
  expect(all.reduce((sum, { read }) => sum + read, 0)).toBeGreaterThan(seeds.length * 20);
});
