import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, it, vi } from 'vitest';
import { system } from '#actor';
import { connection } from '#data/connection';
import { DynamoDBDocumentClient, QueryCommand, TransactWriteCommand } from '#document-client';
import { decideBan } from './ban-user.ts';
import { setRole } from './set-role.ts';

afterEach(() => {
  connection.inject(undefined);
  vi.restoreAllMocks();
});

const marks = (entity: string) => ({ __edb_e__: entity, __edb_v__: '1' });
const rows: Readonly<Record<string, object>> = {
  handle: { ...marks('handle'), handle: 'ann', userId: 'u-1' },
  user: { ...marks('user'), userId: 'u-1', handle: 'ann', displayName: 'Ann', bio: '', bans: 0, addresses: [] },
};

const operator = system('operator');
const now = new Date('2026-11-23T12:00:00.000Z');

it.each([
  ['decideBan()', () => decideBan(operator, { handle: 'ann', kind: 'ban', scope: 'all', reason: 'spam' }, now)],
  ['setRole()', () => setRole(operator, { handle: 'ann', role: 'moderator', reason: 'trusted' }, now)],
])('%s gives up when another decision comes in between at each attempt', async (_, decide) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
  const commands: string[] = [];
  vi.spyOn(client, 'send').mockImplementation(async (command: object) => {
    commands.push(command.constructor.name);
    if (command instanceof TransactWriteCommand) {
      const reasons = [{ Code: 'ConditionalCheckFailed' }, { Code: 'ConditionalCheckFailed' }];
      throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons: reasons });
    }
    if (command instanceof QueryCommand) return { Items: [] };
    const row = rows[/\$(handle|user)_1/.exec(JSON.stringify(command))?.[1] ?? ''];
    return { Item: row, Responses: { table: [row] } };
  });
  connection.inject({ client, table: 'table' });
  await expect(decide()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(commands.filter((name) => name === 'TransactWriteCommand').length).toBeGreaterThan(3);
});
