import { randomUUID } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, inject, vi } from 'vitest';
import { newTable } from '../new-table.ts';

// A process runs many files of tests, which share the packages that they load. Each has modules of this repository of its own, and its environment.
vi.resetModules();
const environment = { ...process.env };

/** A table of its own for each file of tests, before anything of core is imported: no file sees another's items, and no function listens. */
const TableName = `integration-${randomUUID()}`;
Object.assign(process.env, {
  EDGE: 'none',
  REGIONS: '{"*":"US-NJ"}',
  SOCKET_URL: 'wss://sockets.example/v1',
  TABLE_NAME: TableName,
  AWS_ENDPOINT_URL: inject('awsEndpoint'),
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
});

const client = new DynamoDBClient({});
await newTable(client, TableName);

afterAll(async () => {
  await client.send(new DeleteTableCommand({ TableName }));
  client.destroy();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
