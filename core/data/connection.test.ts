import { afterAll, beforeEach, expect, it } from 'vitest';
import { BatchGetCommand, GetCommand, PutCommand, QueryCommand } from '#document-client';
import { intercept } from '../../test/support/dynamo-calls.ts';
import { connection, readEventually } from './connection.ts';

const asked: unknown[] = [];
const end = intercept(async ({ input }) => {
  asked.push(input);
  return { output: {} };
});
afterAll(end);
beforeEach(() => {
  asked.length = 0;
});

const table = 'unit-tests';
const keys = { Keys: [{ pk: 'a', sk: 'b' }], ConsistentRead: true };
const readAll = async () => {
  const { client } = connection();
  await client.send(new GetCommand({ TableName: table, Key: { pk: 'a', sk: 'b' }, ConsistentRead: true }));
  await client.send(new QueryCommand({ TableName: table, KeyConditionExpression: 'pk = :a', ConsistentRead: true }));
  await client.send(new BatchGetCommand({ RequestItems: { [table]: keys } }));
};
const isConsistent = (input: unknown) => JSON.stringify(input).includes('"ConsistentRead":true');

it('a read asks for the consistency that the caller names', async () => {
  await readAll();
  expect(asked.map(isConsistent)).toEqual([true, true, true]);
});

it('reads within readEventually() ask for none, of an item, of a query and of a batch, and those after it do again', async () => {
  await readEventually(readAll);
  expect(asked.map(isConsistent)).toEqual([false, false, false]);
  expect(asked[2]).toEqual({ RequestItems: { [table]: { Keys: keys.Keys } } });
  await readAll();
  expect(asked.slice(3).map(isConsistent)).toEqual([true, true, true]);
});

it('a write within readEventually() is as it was', async () => {
  const input = { TableName: table, Item: { pk: 'a', sk: 'b', ConsistentRead: true } };
  await readEventually(() => connection().client.send(new PutCommand(input)));
  expect(asked).toEqual([input]);
});
