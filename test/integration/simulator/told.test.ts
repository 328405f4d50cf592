import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { mapConcurrently } from '#platform/map-concurrently';
import { vault, vaultOf } from '#platform/vault';
import { gateway } from '../../../core/realtime/gateway.ts';
import { intercept } from '../../support/dynamo-calls.ts';
import { takeMessages } from '../../support/sent-messages.ts';
import { Deliveries } from './deliveries.ts';
import { faults, lostAnswers, takeFaultily } from './faults.ts';
import { GatewayStandIn } from './gateway-stand-in.ts';
import { installClock, QUEUES, Run } from './run.ts';
import { TableStream } from './table-stream.ts';
import { ToldWorld } from './told-world.ts';

takeMessages(takeFaultily);
gateway.inject(new GatewayStandIn());
vault.inject(Promise.resolve(vaultOf('a secret of the simulator, as long as it takes')));
vi.mock('#platform/ids', async (original) => {
  const real = await original<typeof import('#platform/ids')>();
  const { current } = await import('./run.ts');
  return { ...real, newId: (now: Date) => current()?.newId(now) ?? real.newId(now) };
});
Object.assign(process.env, Object.fromEntries(QUEUES.map((name) => [`${name.toUpperCase()}_QUEUE_URL`, name])));

/** `TOLD_SEED=17` plays one sequence again; `TOLD_RUNS=300` plays more. */
const { TOLD_SEED, TOLD_RUNS = '4', TOLD_STEPS = '20' } = process.env;
const seeds = TOLD_SEED === undefined ? Array.from({ length: Number(TOLD_RUNS) }, (_, i) => i + 1) : [Number(TOLD_SEED)];
const AT_ONCE = 12;
/** Milliseconds. */
const HANGS = 3_600_000;

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

/** @returns what is wrong when everything has been delivered, and how many facts were told */
async function simulate(seed: number): Promise<{ readonly seed: number; readonly wrong: string[]; readonly told: number }> {
  const run = new Run(60_000 + seed);
  const deliveries = new Deliveries(run, table, ['social', 'standard', 'low']);
  const world = await ToldWorld.of(run);
  const userIds = world.people.map(({ userId }) => userId);
  table.follow(run, userIds);
  await world.play(Number(TOLD_STEPS), deliveries.rustle);
  run.calm = true;
  await deliveries.drain();
  await deliveries.makeGood();
  await deliveries.drain();
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
