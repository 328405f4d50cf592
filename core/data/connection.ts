import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';

/** The table, and the client that reaches it. */
export interface Connection {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/**
 * The process' one connection: `TABLE_NAME` and the AWS environment at its first use, unless another was injected. The client makes three
 * attempts of its own, for throttling and the network; transact() retries a transaction that lost to a neighbour.
 */
export const connection = injectable(
  (): Connection => ({
    client: DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 3 }), {
      marshallOptions: { removeUndefinedValues: true },
    }),
    table: env('TABLE_NAME'),
  }),
);
