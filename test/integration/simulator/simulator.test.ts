import type { DynamoDBBatchResponse, DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ClosingMessage, close, Delivery, deliver } from '#core/notifications';
import type { Reader } from '#data/keys';
import type { Part } from '#data/transaction';
import { mapConcurrently } from '#platform/map-concurrently';
import { vault, vaultOf } from '#platform/vault';
import { scheduler } from '../../../core/locks/lock-schedule.ts';
import { gateway } from '../../../core/realtime/gateway.ts';
import { queue } from '../../../lambdas/middleware/queue.ts';
import { handler as announceLock } from '../../../lambdas/queues/announce-lock.ts';
import { handler as arrangeLock } from '../../../lambdas/queues/arrange-lock.ts';
import { handler as settleEvent } from '../../../lambdas/queues/settle-event.ts';
import { handler as signOutUser } from '../../../lambdas/queues/sign-out-user.ts';
import { handler as updateOpenReview } from '../../../lambdas/queues/update-open-review.ts';
import { handler as lockEvent } from '../../../lambdas/schedules/lock-event.ts';
import { handler as sweep } from '../../../lambdas/schedules/sweep-locks.ts';
import { handler as projectBetting } from '../../../lambdas/streams/project-betting.ts';
import { handler as projectSocial } from '../../../lambdas/streams/project-social.ts';
import { intercept } from '../../support/dynamo-calls.ts';
import { useMint } from '../../support/mint.ts';
import { takeMessages } from '../../support/sent-messages.ts';
import { gather, type Played, play } from './day.ts';
import type { Dice } from './dice.ts';
import { faults, lostAnswers, takeFaultily } from './faults.ts';
import { GatewayStandIn } from './gateway-stand-in.ts';
import { type Door, installClock, QUEUES, type QueueName, Run } from './run.ts';
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
const { SIMULATOR_SEED, SIMULATOR_RUNS = '200' } = process.env;
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

type SqsDoor = Door<SQSEvent, SQSBatchResponse>;
const READING: Readonly<Record<Reader, Door<DynamoDBStreamEvent, DynamoDBBatchResponse>>> = {
  betting: projectBetting as Door<DynamoDBStreamEvent, DynamoDBBatchResponse>,
  social: projectSocial as Door<DynamoDBStreamEvent, DynamoDBBatchResponse>,
};
const STREAMS = Object.keys(READING) as Reader[];

/** The consumer of the standard and low queues; what a socket would show is noted by its id. */
const delivering = (run: Run): SqsDoor =>
  queue('deliver', Delivery, async (delivery, now) => {
    await deliver(delivery, now);
    if (delivery.task === 'notify') run.delivered.set(delivery.notification.id, delivery);
  }) as SqsDoor;

/** Everything that can be delivered in a run. */
class Deliveries {
  readonly #run: Run;
  readonly #consumers: Readonly<Record<QueueName, SqsDoor>>;

  constructor(run: Run) {
    this.#run = run;
    this.#consumers = {
      starts: arrangeLock as SqsDoor,
      grading: settleEvent as SqsDoor,
      reviews: updateOpenReview as SqsDoor,
      locks: announceLock as SqsDoor,
      critical: queue('close', ClosingMessage, close) as SqsDoor,
      standard: delivering(run),
      low: delivering(run),
      sign_outs: signOutUser as SqsDoor,
    };
  }

  /** Some of what waits, in any order, two things at a time. */
  rustle = async (dice: Dice): Promise<void> => {
    await table.catchUp();
    const one = () => this.#one(dice.below(QUEUES.length + STREAMS.length + 1), dice.fork());
    for (let steps = dice.below(5); steps > 0; steps--) await Promise.all([one(), one()]);
  };

  async #one(which: number, dice: Dice): Promise<void> {
    const name = QUEUES[which];
    const reader = STREAMS[which - QUEUES.length];
    if (name) await this.#run.queues[name].deliver(this.#consumers[name], dice);
    else if (reader) await this.#run.streams[reader].deliver(READING[reader], dice);
    else await this.#run.schedules.fire(lockEvent as Door<unknown, unknown>, dice);
  }

  /** Until nothing waits. */
  async drain(): Promise<void> {
    const { streams, queues, dice } = this.#run;
    const waiting = [...Object.values(streams), ...Object.values(queues)];
    for (;;) {
      await table.catchUp();
      if (waiting.every(({ length }) => length === 0)) return;
      for (const reader of STREAMS) while (streams[reader].length > 0) await streams[reader].deliver(READING[reader], dice);
      for (const name of QUEUES) while (queues[name].length > 0) await queues[name].deliver(this.#consumers[name], dice);
    }
  }

  /** Operators do what they are told to: dead letters are sent again, given up records replayed. */
  async makeGood(): Promise<void> {
    for (const each of Object.values(this.#run.queues)) each.redrive();
    for (const reader of STREAMS) await this.#run.streams[reader].replay(READING[reader], this.#run.dice);
  }

  sweep = async (): Promise<void> => {
    const done = await this.#run.invoke(sweep as Door<unknown, unknown>, {}, this.#run.dice);
    if (done === null) throw new Error(`the sweep of run ${this.#run.seed} failed`);
  };
}

/** @returns what is wrong at its end, when everything has been delivered */
async function simulate(seed: number, without: readonly string[] = []): Promise<string[]> {
  const run = new Run(seed, without);
  const deliveries = new Deliveries(run);
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
  const deliveries = new Deliveries(run);
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
