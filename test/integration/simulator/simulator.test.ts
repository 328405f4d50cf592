import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Part } from '#data/transaction';
import { mapConcurrently } from '#platform/map-concurrently';
import { vault, vaultOf } from '#platform/vault';
import { scheduler } from '../../../core/locks/lock-schedule.ts';
import { gateway } from '../../../core/realtime/gateway.ts';
import { intercept } from '../../support/dynamo-calls.ts';
import { useMint } from '../../support/mint.ts';
import { takeMessages } from '../../support/sent-messages.ts';
import { gather, type Played, play } from './day.ts';
import { Deliveries } from './deliveries.ts';
import { faults, lostAnswers, takeFaultily } from './faults.ts';
import { GatewayStandIn } from './gateway-stand-in.ts';
import { installClock, QUEUES, Run } from './run.ts';
import { SchedulerStandIn } from './scheduler-stand-in.ts';
import { TableStream } from './table-stream.ts';
import { verdict } from './verdict.ts';
import { Visits } from './visits.ts';

takeMessages(takeFaultily);
scheduler.inject(new SchedulerStandIn());
gateway.inject(new GatewayStandIn());
vault.inject(Promise.resolve(vaultOf('a secret of the simulator, as long as it takes')));
useMint();
vi.mock('#platform/ids', async (original) => {
  const real = await original<typeof import('#platform/ids')>();
  const { current } = await import('./run.ts');
  return { ...real, newId: (now: Date) => current()?.newId(now) ?? real.newId(now) };
});
/** Some runs do without a rule, to see that it is missed. */
vi.mock('#data/transaction', async (original) => {
  const real = await original<typeof import('#data/transaction')>();
  const { current } = await import('./run.ts');
  const { withoutCondition } = await import('./without.ts');
  const left = (name: string, part: Part | null) => (current()?.without.has(name) ? withoutCondition(part) : part);
  return {
    ...real,
    transact: (parts: Record<string, Part | null>) =>
      real.transact(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, left(name, part)]))),
  };
});

Object.assign(process.env, {
  ...Object.fromEntries(QUEUES.map((name) => [`${name.toUpperCase()}_QUEUE_URL`, name])),
  USER_POOL_ID: 'pool',
  USER_POOL_CLIENT_ID: 'server',
  LOCK_FUNCTION_ARN: 'lock-event',
  LOCK_SCHEDULE_GROUP: 'locks',
  LOCK_SCHEDULE_ROLE_ARN: 'role',
});

/**
 * `SIMULATOR_SEED=17` plays one run again: the same day, deliveries and faults; what several calls do at the same moment may differ.
 * `SIMULATOR_RUNS=2000` plays more.
 */
const { SIMULATOR_SEED, SIMULATOR_RUNS = '100' } = process.env;
const seeds =
  SIMULATOR_SEED === undefined ? Array.from({ length: Number(SIMULATOR_RUNS) }, (_, i) => i + 1) : [Number(SIMULATOR_SEED)];
const AT_ONCE = 12;
/** Milliseconds. */
const HANGS = 3_600_000;

let table: TableStream;
/** Picks that were placed, and sockets that were closed, in all runs. Without one, no run could end wrong. */
let placed = 0;
let closed = 0;
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

/** @returns what is wrong at its end, when everything has been delivered */
async function simulate(seed: number, without: readonly string[] = []): Promise<string[]> {
  const run = new Run(seed, without);
  const deliveries = new Deliveries(run, table);
  const played: Played = await gather(run);
  table.follow(run, [...played.events, ...played.bettors.map(({ userId }) => userId)]);
  await play(run, played, deliveries);
  placed += played.placed.size;
  run.calm = true;
  run.pass(60);
  await deliveries.drain();
  await deliveries.makeGood();
  await deliveries.drain();
  await deliveries.sweep();
  await deliveries.drain();
  return run.do(() => verdict(run, played));
}

/** People who come and go, are banned, and lose roles. @returns the sockets and sessions that are wrong at its end */
async function visited(seed: number): Promise<string[]> {
  const run = new Run(seed);
  const deliveries = new Deliveries(run, table);
  const visits = await Visits.of(run);
  table.follow(
    run,
    visits.visitors.map(({ user }) => user.userId),
  );
  await visits.play(deliveries.rustle);
  run.calm = true;
  run.pass(5);
  await deliveries.drain();
  await deliveries.makeGood();
  await deliveries.drain();
  closed += visits.closed;
  return run.do(() => visits.verdict());
}

const played = async (all: readonly number[], without: readonly string[] = []) =>
  (await mapConcurrently(all, AT_ONCE, async (seed) => ({ seed, wrong: await simulate(seed, without) }))).filter(
    ({ wrong }) => wrong.length > 0,
  );

describe('a simulated betting day with repeats, faults and any order of delivery', () => {
  it(`ends as the facts say, in ${seeds.length} runs`, { timeout: HANGS }, async () => {
    const wrong = await played(seeds);
    expect(wrong, `play one again with SIMULATOR_SEED=${wrong[0]?.seed}`).toEqual([]);
    expect(placed).toBeGreaterThanOrEqual(seeds.length);
  });
});

describe('sockets and sessions', () => {
  it(`end as the rows have it, in ${seeds.length} runs`, { timeout: HANGS }, async () => {
    const all = await mapConcurrently(seeds, AT_ONCE, async (seed) => ({ seed, wrong: await visited(20_000 + seed) }));
    const wrong = all.filter((run) => run.wrong.length > 0);
    expect(wrong, `play one again with SIMULATOR_SEED=${wrong[0]?.seed}`).toEqual([]);
    expect(closed).toBeGreaterThanOrEqual(seeds.length);
  });
});

describe('the simulator', () => {
  it('notices when a fact may be counted twice', { timeout: HANGS }, async () => {
    const some = Array.from({ length: 10 }, (_, i) => 10_000 + i);
    const wrong = await played(some, ['counted']);
    expect(wrong.length).toBeGreaterThan(0);
    expect(wrong.flatMap((run) => run.wrong).every((difference) => difference.includes('"of":"stats '))).toBe(true);
  });
});
