import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Dice } from './dice.ts';
import type { Door, Run } from './run.ts';

type Consumer = Door<DynamoDBStreamEvent, DynamoDBBatchResponse>;

/** Fewer than lib/constructs/stream-consumer.ts deploys, so that what happens at the end of them happens. */
const RETRIES = 4;
const BATCH = 12;

/**
 * A run's part of the table's stream, and its event source mapping: records of one item in their order, shards beside each other; a batch
 * may come twice; one that dies is halved, one that fails goes on from its lowest failure; what fails too often goes to the failures
 * bucket, from which it is replayed; and old records may come again after newer ones.
 */
export class Stream {
  readonly #run: Run;
  readonly #shards: DynamoDBRecord[][];
  readonly #read: number[];
  /** Shards whose batch is being worked on: there is one at a time. */
  readonly #busy = new Set<number>();
  #failures: DynamoDBRecord[] = [];

  constructor(run: Run) {
    this.#run = run;
    const shards = 1 + run.dice.below(3);
    this.#shards = Array.from({ length: shards }, () => []);
    this.#read = Array.from({ length: shards }, () => 0);
  }

  /** In the order of the table's stream. An item is always in one shard. */
  accept(record: DynamoDBRecord): void {
    const item = JSON.stringify(record.dynamodb?.Keys);
    const shard = [...item].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % this.#shards.length;
    this.#shards[shard]?.push(record);
  }

  /** Records that no batch has had yet. */
  get length(): number {
    return this.#shards.reduce((sum, shard, i) => sum + shard.length - (this.#read[i] ?? 0), 0);
  }

  /** One batch of some shard, until it is through or given up. */
  async deliver(consumer: Consumer, dice: Dice): Promise<void> {
    const { calm } = this.#run;
    const waiting = this.#shards.flatMap((shard, i) => (shard.length > (this.#read[i] ?? 0) && !this.#busy.has(i) ? [i] : []));
    if (waiting.length === 0) return;
    const i = dice.pick(waiting);
    const [shard = [], from = 0] = [this.#shards[i], this.#read[i]];
    this.#busy.add(i);
    const batch = shard.slice(from, from + (calm ? BATCH : 1 + dice.below(BATCH)));
    await this.#through(consumer, dice, batch);
    if (!calm && dice.chance(0.2)) await this.#through(consumer, dice, batch);
    this.#read[i] = from + batch.length;
    if (!calm && dice.chance(0.15)) await this.#again(consumer, dice, shard, from);
    this.#busy.delete(i);
  }

  /** Records of long ago, once more. */
  async #again(consumer: Consumer, dice: Dice, shard: readonly DynamoDBRecord[], until: number): Promise<void> {
    const from = dice.below(until + 1);
    await this.#through(consumer, dice, shard.slice(from, from + 1 + dice.below(BATCH)));
  }

  /** Delivers the records that were given up, alone and in any order, as `npm run replay` does. */
  async replay(consumer: Consumer, dice: Dice): Promise<void> {
    const failures = this.#failures;
    this.#failures = [];
    for (const record of dice.some(failures, failures.length)) await this.#through(consumer, dice, [record]);
  }

  async #through(consumer: Consumer, dice: Dice, batch: readonly DynamoDBRecord[], tries = 0): Promise<void> {
    if (batch.length === 0) return;
    const reply = await this.#run.invoke(consumer, { Records: [...batch] }, dice);
    const failed = reply?.batchItemFailures[0]?.itemIdentifier;
    if (reply !== null && failed === undefined) return;
    if (tries >= RETRIES) {
      this.#failures.push(...batch);
      return;
    }
    const from = reply === null ? 0 : batch.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failed);
    const rest = batch.slice(Math.max(from, 0));
    const half = Math.ceil(rest.length / 2);
    if (rest.length === 1) return this.#through(consumer, dice, rest, tries + 1);
    await this.#through(consumer, dice, rest.slice(0, half), tries + 1);
    await this.#through(consumer, dice, rest.slice(half), tries + 1);
  }
}
