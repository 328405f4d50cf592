import type { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connection } from '#data/connection';
import { DynamoDBDocumentClient } from '#document-client';
import { vault, vaultOf } from '#platform/vault';
import { nameOf } from '../limits/caller-rules.ts';
import { addressHoldEntity } from './address-hold.entity.ts';
import { identityKey } from './address-rules.ts';
import { deliverCode } from './deliver-code.ts';
import { ses } from './send-mail.ts';
import { smsSwitchEntity } from './sms-switch.entity.ts';
import { sns } from './text-code.ts';

const keys = vaultOf('a secret of the deployment, long enough');
vault.inject(Promise.resolve(keys));
const send = vi.fn<(command: SendEmailCommand) => Promise<object>>(async () => ({}));
ses.inject({ send });
vi.stubEnv('SEND_BUDGET', JSON.stringify({ email: 3, sms: 10, smsPerBlock: 1 }));
vi.stubEnv('MAIL_FROM', 'codes@youbet.example');
vi.stubEnv('MAIL_CONFIGURATION_SET', 'youbet-prod');
const client = Object.create(DynamoDBDocumentClient.prototype) as DynamoDBDocumentClient;
const read = vi.fn(async (_: { input: object }): Promise<object> => ({}));
client.send = read as never;
connection.inject({ client, table: 'table' });
beforeEach(() => {
  send.mockClear();
  read.mockClear();
});
afterAll(() => connection.inject(undefined));

const now = new Date('2026-11-23T12:00:00.000Z');
const message = (expiresIn: number) => ({
  channel: 'email' as const,
  sealed: keys.seal('message', JSON.stringify({ address: 'ann@example.com', code: '123456' }), 'email'),
  expiresAt: now.getTime() / 1000 + expiresIn,
});

it('deliverCode() sends a code from our address, under the configuration set that reports bounces', async () => {
  await deliverCode(message(1), now);
  const { Content, ...input } = send.mock.calls[0]?.[0].input ?? {};
  expect(input).toEqual({
    FromEmailAddress: 'codes@youbet.example',
    ConfigurationSetName: 'youbet-prod',
    Destination: { ToAddresses: ['ann@example.com'] },
  });
  expect(Content?.Simple?.Body?.Text?.Data).toContain('123456');
});

it('deliverCode() does not send a code that has expired', async () => {
  await deliverCode(message(0), now);
  expect(send).not.toHaveBeenCalled();
});

it.each([
  ['deliverCode() does not send a code to an address on hold', 1, 0],
  ['deliverCode() sends a code to an address whose hold has expired', 0, 1],
])('%s', async (_, holdExpiresIn, sent) => {
  const key = { identityKey: identityKey(keys, 'email', 'ann@example.com') };
  const expiresAt = now.getTime() / 1000 + holdExpiresIn;
  const { Item } = addressHoldEntity()
    .put({ ...key, reason: 'bounce', heldAt: now.toISOString(), expiresAt })
    .params();
  read.mockResolvedValueOnce({ Item });
  await deliverCode(message(1), now);
  expect(read.mock.calls[0]?.[0].input).toMatchObject({ Key: addressHoldEntity().get(key).params().Key });
  expect(send).toHaveBeenCalledTimes(sent);
});

it('deliverCode() fails without quoting the address, so that the queue tries again', async () => {
  send.mockRejectedValueOnce(Object.assign(new Error('too fast: ann@example.com'), { name: 'TooManyRequestsException' }));
  const failure = await deliverCode(message(1), now).catch((error: unknown) => error);
  expect(failure).toEqual(new Error('a code by email was not taken: TooManyRequestsException'));
  expect((failure as Error).cause).toBeUndefined();
});

it.each(['BadRequestException', 'MessageRejected', 'InvalidParameterException'])(
  'deliverCode() drops a code that was refused by %s: no try would end otherwise',
  async (name) => {
    send.mockRejectedValueOnce(Object.assign(new Error('Invalid address: ann@example.com'), { name }));
    await expect(deliverCode(message(1), now)).resolves.toBeUndefined();
  },
);

it('deliverCode() does not open what was sealed for the other channel', async () => {
  await expect(deliverCode({ ...message(1), channel: 'sms' }, now)).rejects.toThrow();
});

/** The row of a budget after so many messages of this hour. */
const calls = (sent: number) => ({
  Attributes: { [nameOf({ rule: 'sent', limit: { calls: 1, seconds: 3_600 } }, now)]: sent },
});

describe('the budget of an hour', () => {
  it.each([
    [3, 1],
    [4, 0],
    [40, 0],
  ])('after %i messages: deliverCode() sends %i, counts over all addresses, and fails no message', async (already, sent) => {
    read.mockResolvedValueOnce({}).mockResolvedValueOnce(calls(already));
    await expect(deliverCode(message(1), now)).resolves.toBeUndefined();
    expect(send).toHaveBeenCalledTimes(sent);
    expect(read.mock.calls[1]?.[0].input).toMatchObject({ Key: { pk: '$youbet#subject_budget#email' } });
  });
  it('is not used up by a code that is not sent', async () => {
    await deliverCode(message(0), now);
    expect(read).not.toHaveBeenCalled();
  });
});

describe('a text message', () => {
  const texted = vi.fn(async () => ({}));
  sns.inject({ send: texted });
  const code = { address: '+12025550123', code: '123456' };
  const text = { ...message(1), channel: 'sms' as const, sealed: keys.seal('message', JSON.stringify(code), 'sms') };
  beforeEach(() => texted.mockClear());

  it.each([
    [1, 1, 1],
    [2, 1, 0],
    [1, 11, 0],
  ])('as number %i of its block and %i of all is sent %i times', async (ofBlock, ofAll, sent) => {
    read.mockResolvedValueOnce({}).mockResolvedValueOnce(calls(ofBlock));
    if (ofBlock === 1) read.mockResolvedValueOnce(calls(ofAll));
    await deliverCode(text, now);
    expect(texted).toHaveBeenCalledTimes(sent);
    expect(read.mock.calls[1]?.[0].input).toMatchObject({ Key: { pk: '$youbet#subject_budget#sms#+1202555' } });
  });
  it('is not sent while they are off, and uses no budget up', async () => {
    const row = { name: 'sms', on: false, reason: 'an attack', at: now.toISOString() } as const;
    read.mockResolvedValueOnce({ Item: smsSwitchEntity().put(row).params().Item });
    await deliverCode(text, now);
    expect([texted.mock.calls.length, read.mock.calls.length]).toEqual([0, 1]);
  });
});
