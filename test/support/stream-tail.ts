import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import { env } from '#platform/env';

/** The real stream of the tests' table, read from its beginning on. */
export class StreamTail {
  readonly #client = new DynamoDBStreamsClient({});
  #iterator: string | undefined;

  async open(): Promise<this> {
    const dynamo = new DynamoDBClient({});
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName: env('TABLE_NAME') }));
    dynamo.destroy();
    const StreamArn = Table?.LatestStreamArn;
    const { StreamDescription } = await this.#client.send(new DescribeStreamCommand({ StreamArn }));
    const from = { StreamArn, ShardId: StreamDescription?.Shards?.[0]?.ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
    this.#iterator = (await this.#client.send(new GetShardIteratorCommand(from))).ShardIterator;
    return this;
  }

  close(): void {
    this.#client.destroy();
  }

  /** @returns every record since the last call */
  async next(): Promise<DynamoDBRecord[]> {
    const all: DynamoDBRecord[] = [];
    for (;;) {
      const { Records = [], NextShardIterator } = await this.#client.send(
        new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: 1000 }),
      );
      this.#iterator = NextShardIterator;
      all.push(...(Records as DynamoDBRecord[]));
      if (Records.length === 0) return all;
    }
  }
}

/** As an event source filters: by the entity's mark in either image. */
export const isOf = ({ dynamodb: { NewImage, OldImage } = {} }: DynamoDBRecord, entities: readonly string[]): boolean =>
  [NewImage, OldImage].some((image) => entities.includes(image?.__edb_e__?.S ?? ''));
