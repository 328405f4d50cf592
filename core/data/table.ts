import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { env } from '#platform/env';

/** The one table's key fields, and the one index. Every entity names these; lib/stacks/data.ts makes them. */
export { GSI1, KEYS, TTL } from './keys.ts';

/**
 * One client per process. A transaction that loses to a neighbour is retried by transact(), not here; three attempts of the SDK's own
 * cover throttling and the network.
 */
export const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 3 }), {
  marshallOptions: { removeUndefinedValues: true },
});

export const table = env('TABLE_NAME');
