import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';

/** The table's name, and a client for it. */
export interface Connection {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/**
 * The one connection of the process. Its first use reads `TABLE_NAME` and the AWS environment, unless a connection was injected. The client
 * makes three attempts for throttling and network errors; transact() retries a transaction that conflicts with another one.
 */
export const connection = injectable(
  (): Connection => ({
    client: DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 3 }), {
      marshallOptions: { removeUndefinedValues: true },
    }),
    table: env('TABLE_NAME'),
  }),
);
