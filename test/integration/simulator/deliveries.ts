import type { DynamoDBBatchResponse, DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { ClosingMessage, close, Delivery, deliver } from '#core/notifications';
import type { Reader } from '#data/keys';
import { queue } from '../../../lambdas/middleware/queue.ts';
import { handler as announceLock } from '../../../lambdas/queues/announce-lock.ts';
import { handler as arrangeLock } from '../../../lambdas/queues/arrange-lock.ts';
import { handler as fanOutLarge } from '../../../lambdas/queues/fan-out-large.ts';
import { handler as feedFanout } from '../../../lambdas/queues/feed-fanout.ts';
import { handler as settleEvent } from '../../../lambdas/queues/settle-event.ts';
import { handler as signOutUser } from '../../../lambdas/queues/sign-out-user.ts';
import { handler as updateOpenReview } from '../../../lambdas/queues/update-open-review.ts';
import { handler as lockEvent } from '../../../lambdas/schedules/lock-event.ts';
import { handler as sweep } from '../../../lambdas/schedules/sweep-locks.ts';
import { handler as projectBetting } from '../../../lambdas/streams/project-betting.ts';
import { handler as projectSocial } from '../../../lambdas/streams/project-social.ts';
import type { Dice } from './dice.ts';
import { type Door, QUEUES, type QueueName, type Run } from './run.ts';
import type { TableStream } from './table-stream.ts';

type SqsDoor = Door<SQSEvent, SQSBatchResponse>;
const READING: Readonly<Record<Reader, Door<DynamoDBStreamEvent, DynamoDBBatchResponse>>> = {
  betting: projectBetting as Door<DynamoDBStreamEvent, DynamoDBBatchResponse>,
  social: projectSocial as Door<DynamoDBStreamEvent, DynamoDBBatchResponse>,
};
const STREAMS = Object.keys(READING) as Reader[];

/** The consumer of the delivery queues; what a socket would show is noted by its id. */
const delivering = (run: Run): SqsDoor =>
  queue('deliver', Delivery, async (delivery, now) => {
    await deliver(delivery, now);
    if (delivery.task === 'notify') run.delivered.set(delivery.notification.id, delivery);
  }) as SqsDoor;

/** A part of a run from which something is delivered. */
type DeliverySource = QueueName | Reader | 'schedules';

/** Everything that can be delivered in a run. */
export class Deliveries {
  readonly #run: Run;
  readonly #table: TableStream;
  readonly #consumers: Readonly<Record<QueueName, SqsDoor>>;

  readonly #sources: readonly DeliverySource[];

  /** @param sources those from which something is delivered; all of them when left out. A delivery that waits elsewhere stays there */
  constructor(run: Run, table: TableStream, sources: readonly DeliverySource[] = [...QUEUES, ...STREAMS, 'schedules']) {
    this.#run = run;
    this.#sources = sources;
    this.#table = table;
    this.#consumers = {
      starts: arrangeLock as SqsDoor,
      grading: settleEvent as SqsDoor,
      reviews: updateOpenReview as SqsDoor,
      locks: announceLock as SqsDoor,
      critical: queue('close', ClosingMessage, close) as SqsDoor,
      standard: delivering(run),
      low: delivering(run),
      sign_outs: signOutUser as SqsDoor,
      feed_fanout: feedFanout as SqsDoor,
      fan_out_large: fanOutLarge as SqsDoor,
    };
  }

  /** Some of what waits, in any order, two things at a time. */
  rustle = async (dice: Dice): Promise<void> => {
    await this.#table.catchUp();
    const one = () => this.#one(dice.pick(this.#sources), dice.fork());
    for (let steps = dice.below(5); steps > 0; steps--) await Promise.all([one(), one()]);
  };

  async #one(source: DeliverySource, dice: Dice): Promise<void> {
    if (source === 'schedules') await this.#run.schedules.fire(lockEvent as Door<unknown, unknown>, dice);
    else if (source in READING) await this.#run.streams[source as Reader].deliver(READING[source as Reader], dice);
    else await this.#run.queues[source as QueueName].deliver(this.#consumers[source as QueueName], dice);
  }

  /** Delivers until nothing waits whose time has come. */
  async drain(): Promise<void> {
    const { streams, queues, dice } = this.#run;
    const isSource = (name: DeliverySource) => this.#sources.includes(name);
    const [readers, names] = [STREAMS.filter(isSource), QUEUES.filter(isSource)];
    const waiting = [...readers.map((reader) => streams[reader]), ...names.map((name) => queues[name])];
    for (;;) {
      await this.#table.catchUp();
      if (waiting.every(({ length }) => length === 0)) return;
      for (const reader of readers) while (streams[reader].length > 0) await streams[reader].deliver(READING[reader], dice);
      for (const name of names) while (queues[name].length > 0) await queues[name].deliver(this.#consumers[name], dice);
    }
  }

  /**
   * Delivers everything while nothing goes wrong any more, and then what was given up: operators send dead letters again and replay the
   * records in the failures bucket.
   */
  async finish(): Promise<void> {
    this.#run.calm = true;
    await this.drain();
    for (const each of Object.values(this.#run.queues)) each.redrive();
    for (const reader of STREAMS) await this.#run.streams[reader].replay(READING[reader], this.#run.dice);
    await this.drain();
  }

  sweep = async (): Promise<void> => {
    const done = await this.#run.invoke(sweep as Door<unknown, unknown>, {}, this.#run.dice);
    if (done === null) throw new Error(`the sweep of run ${this.#run.seed} failed`);
  };
}
