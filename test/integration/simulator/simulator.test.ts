import './ids-of-runs.ts';
import { describe, expect, it, vi } from 'vitest';
import type { Part } from '#data/transaction';
import { mapConcurrently } from '#platform/map-concurrently';
import { scheduler } from '../../../core/locks/lock-schedule.ts';
import { useMint } from '../../support/mint.ts';
import { gather, type Played, play } from './day.ts';
import { Deliveries } from './deliveries.ts';
import { AT_ONCE, HANGS, seedsOf, simulatedTable } from './ground.ts';
import { Run } from './run.ts';
import { SchedulerStandIn } from './scheduler-stand-in.ts';
import { verdict } from './verdict.ts';
import { Visits } from './visits.ts';

scheduler.inject(new SchedulerStandIn());
useMint();
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
  USER_POOL_ID: 'pool',
  USER_POOL_CLIENT_ID: 'server',
  LOCK_FUNCTION_ARN: 'lock-event',
  LOCK_SCHEDULE_GROUP: 'locks',
  LOCK_SCHEDULE_ROLE_ARN: 'role',
});

const seeds = seedsOf('SIMULATOR', 30);
const table = simulatedTable();
/** Picks that were placed, and sockets that were closed, in all runs. Without one, no run could end wrong. */
let placed = 0;
let closed = 0;

/** @returns what is wrong at its end, when everything has been delivered */
async function simulate(seed: number, without: readonly string[] = []): Promise<string[]> {
  const run = new Run(seed, without);
  const deliveries = new Deliveries(run, table());
  const played: Played = await gather(run);
  table().follow(run, [...played.events, ...played.bettors.map(({ userId }) => userId)]);
  await play(run, played, deliveries);
  placed += played.placed.size;
  run.pass(60);
  await deliveries.finish();
  await deliveries.sweep();
  await deliveries.drain();
  return run.do(() => verdict(run, played));
}

/** People who come and go, are banned, and lose roles. @returns the sockets and sessions that are wrong at its end */
async function visited(seed: number): Promise<string[]> {
  const run = new Run(seed);
  const deliveries = new Deliveries(run, table());
  const visits = await Visits.of(run);
  table().follow(
    run,
    visits.visitors.map(({ user }) => user.userId),
  );
  await visits.play(deliveries.rustle);
  run.pass(5);
  await deliveries.finish();
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
