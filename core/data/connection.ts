import { AsyncLocalStorage } from 'node:async_hooks';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '#document-client';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';
import { joinBatches } from './join-batches.ts';

/** The table's name, and a client for it. */
export interface Connection {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

const relaxed = new AsyncLocalStorage<true>();

/** Does `work` with eventually consistent reads, at half the units. For a look that a consistent one follows before anything is decided. */
export const readEventually = <T>(work: () => Promise<T>): Promise<T> => relaxed.run(true, work);

type Asked = Readonly<Record<string, unknown>>;
/** The same read without its consistency, of one item, of a query, or of each table of a batch. */
const eventual = ({ ConsistentRead: _, ...input }: Asked): Asked => ({
  ...input,
  ...(input.RequestItems !== undefined && {
    RequestItems: Object.fromEntries(
      Object.entries(input.RequestItems as Record<string, Asked | readonly unknown[]>).map(([table, asked]) => [
        table,
        Array.isArray(asked) ? asked : eventual(asked as Asked),
      ]),
    ),
  }),
});

function newClient(): DynamoDBDocumentClient {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 3 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
  client.middlewareStack.add(
    (next) => (args) => next(relaxed.getStore() ? { ...args, input: eventual(args.input as Asked) as never } : args),
    { step: 'initialize', priority: 'high', name: 'readEventually' },
  );
  // Behind the former, whose consistency decides which batches are alike.
  joinBatches(client);
  return client;
}

/**
 * The one connection of the process. Its first use reads `TABLE_NAME` and the AWS environment, unless a connection was injected. The client
 * makes three attempts for throttling and network errors; transact() retries a transaction that conflicts with another one.
 */
export const connection = injectable(
  (): Connection => ({
    client: newClient(),
    table: env('TABLE_NAME'),
  }),
);
