import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, it, vi } from 'vitest';
import { DynamoDBDocumentClient } from '#document-client';
import { connection } from './connection.ts';
import { EXPIRES_AT, entity, exact, FACT_NUMBER, gsi1, type Item, primary } from './entity.ts';

const noteEntity = entity('note', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    number: FACT_NUMBER,
    eventId: { type: 'string', required: true, readOnly: true },
    token: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: {
    primary: primary(['userId'], ['number']),
    byEvent: gsi1(['eventId'], ['userId', 'number'], ['eventId', 'userId']),
  },
});
const tokenEntity = entity('token', {
  attributes: { token: { type: 'string', required: true } },
  indexes: { primary: primary(exact('token')) },
});

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
afterEach(() => {
  connection.inject(undefined);
  vi.unstubAllEnvs();
});

it('reads no environment before the first use of an entity', () => {
  vi.stubEnv('TABLE_NAME', '');
  const lateEntity = entity('late', { attributes: { id: { type: 'string' } }, indexes: { primary: primary(['id']) } });
  expect(lateEntity).toThrow('TABLE_NAME');
  vi.stubEnv('TABLE_NAME', 'from-the-environment');
  expect(lateEntity().get({ id: 'a' }).params()).toMatchObject({ TableName: 'from-the-environment' });
});

it('builds an entity once for a connection, and again for another', () => {
  connection.inject({ client, table: 'one' });
  const one = noteEntity();
  expect(noteEntity()).toBe(one);
  connection.inject({ client, table: 'two' });
  expect(noteEntity().get({ userId: 'ann', number: 1 }).params()).toMatchObject({ TableName: 'two' });
});

it('makes keys of the attributes that an index names, and keeps the case of exact() ones', () => {
  const note: Item<typeof noteEntity> = { userId: 'ann', number: 7, eventId: 'E', token: 'Tok', expiresAt: 1 };
  expect(noteEntity().put(note).params()).toMatchObject({
    Item: {
      pk: '$youbet#userid_ann',
      sk: '$note_1#number_000007',
      gsi1pk: '$youbet#eventid_e',
      gsi1sk: '$note_1#userid_ann#number_000007',
      ttl: 1,
    },
  });
  expect(tokenEntity().get({ token: 'TokeN' }).params()).toMatchObject({ Key: { pk: '$youbet#token_TokeN', sk: '$token_1' } });
});

it('does not compile with a key or a projection of an attribute that is not there', () => {
  const attributes = { id: { type: 'string' } } as const;
  // @ts-expect-error: `ib` is no attribute
  expect(() => entity('a', { attributes, indexes: { primary: primary(['ib']) } })()).toThrow();
  const key = primary(['id']);
  // @ts-expect-error: `ib` is no attribute
  expect(() => entity('a', { attributes, indexes: { primary: key, other: gsi1(['ib'], ['id'], []) } })()).toThrow();
  // @ts-expect-error: GSI1 does not carry `note`
  expect(gsi1(['id'], [], ['note']).index).toBe('gsi1');
  // @ts-expect-error: an item has a token
  const item: Item<typeof tokenEntity> = {};
  expect(item).toEqual({});
});
