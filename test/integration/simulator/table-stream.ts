import type { DynamoDBRecord } from 'aws-lambda';
import { READERS, type Reader } from '#data/keys';
import { isOf, StreamTail } from '../../support/stream-tail.ts';
import type { Run } from './run.ts';

/** The real stream of the tests' table, read once for all runs: each gets the records of its own events and bettors, images as they are. */
export class TableStream {
  readonly #tail = new StreamTail();
  readonly #runs = new Map<string, Run>();
  #reading: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  async open(): Promise<this> {
    await this.#tail.open();
    return this;
  }

  close(): void {
    this.#tail.close();
  }

  /** @param ids events, bettors and readers of the run */
  follow(run: Run, ids: readonly string[]): void {
    for (const id of ids) this.#runs.set(id, run);
  }

  /** Hands out everything that was written so far. A read that has begun may have missed the newest: this waits for the one after it. */
  catchUp(): Promise<void> {
    this.#next ??= this.#reading.then(() => {
      this.#next = undefined;
      this.#reading = this.#read();
      return this.#reading;
    });
    return this.#next;
  }

  async #read(): Promise<void> {
    for (const record of await this.#tail.next()) this.#hand(record);
  }

  #hand(record: DynamoDBRecord): void {
    const { NewImage, OldImage } = record.dynamodb ?? {};
    const { authorId, eventId, userId, followerId, readerId } = NewImage ?? OldImage ?? {};
    const id = [authorId, eventId, userId, followerId, readerId].find((one) => one !== undefined);
    const run = this.#runs.get(id?.S ?? '');
    for (const reader of Object.keys(READERS) as Reader[]) if (isOf(record, READERS[reader])) run?.streams[reader].accept(record);
  }
}
