import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import { connection } from '#data/connection';
import { READERS } from '#data/keys';
import type { Run } from './run.ts';

const MARKS: ReadonlySet<unknown> = new Set(READERS.betting);

/** The real stream of the tests' table, read once for all runs: each gets the records of its own events and bettors, images as they are. */
export class TableStream {
  readonly #client = new DynamoDBStreamsClient({});
  readonly #runs = new Map<string, Run>();
  #iterator: string | undefined;
  #reading: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  async open(): Promise<this> {
    const dynamo = new DynamoDBClient({});
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: connection().table }));
    const StreamArn = Table?.LatestStreamArn;
    const { StreamDescription } = await this.#client.send(new DescribeStreamCommand({ StreamArn }));
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId;
    const from = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    this.#iterator = (await this.#client.send(new GetShardIteratorCommand(from))).ShardIterator;
    dynamo.destroy();
    return this;
  }

  close(): void {
    this.#client.destroy();
  }

  /** @param ids events and bettors of the run */
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
    for (;;) {
      const { Records = [], NextShardIterator } = await this.#client.send(
        new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: 1000 }),
      );
      this.#iterator = NextShardIterator;
      for (const record of Records) this.#hand(record as DynamoDBRecord);
      if (Records.length === 0) return;
    }
  }

  /** As the event source filters: by the mark in either image. */
  #hand(record: DynamoDBRecord): void {
    const { NewImage, OldImage } = record.dynamodb ?? {};
    if (!MARKS.has(NewImage?.__edb_e__?.S) && !MARKS.has(OldImage?.__edb_e__?.S)) return;
    const { authorId, eventId } = NewImage ?? OldImage ?? {};
    this.#runs.get(authorId?.S ?? eventId?.S ?? '')?.stream.accept(record);
  }
}
