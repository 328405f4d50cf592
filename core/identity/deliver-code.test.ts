import type { SendEmailCommand } from '@aws-sdk/client-sesv2';
import { expect, it, vi } from 'vitest';
import { vault, vaultOf } from '#platform/vault';
import { deliverCode } from './deliver-code.ts';
import { ses } from './mail-code.ts';

const keys = vaultOf('a secret of the deployment, long enough');
vault.inject(Promise.resolve(keys));
const send = vi.fn<(command: SendEmailCommand) => Promise<object>>(async () => ({}));
ses.inject({ send });
vi.stubEnv('MAIL_FROM', 'codes@youbet.example');

const now = new Date('2026-11-23T12:00:00.000Z');
const message = (expiresIn: number) => ({
  channel: 'email' as const,
  sealed: keys.seal('message', JSON.stringify({ address: 'ann@example.com', code: '123456' }), 'email'),
  expiresAt: now.getTime() / 1000 + expiresIn,
});

it('deliverCode() sends a code to its address', async () => {
  await deliverCode(message(1), now);
  const { Destination, Content } = send.mock.calls[0]?.[0].input ?? {};
  expect(Destination).toEqual({ ToAddresses: ['ann@example.com'] });
  expect(Content?.Simple?.Body?.Text?.Data).toContain('123456');
});

it('deliverCode() does not send an expired code', async () => {
  send.mockClear();
  await deliverCode(message(0), now);
  expect(send).not.toHaveBeenCalled();
});

it('deliverCode() fails without quoting the address', async () => {
  send.mockRejectedValueOnce(Object.assign(new Error('not verified: ann@example.com'), { name: 'MessageRejected' }));
  const failure = await deliverCode(message(1), now).catch((error: unknown) => error);
  expect(failure).toEqual(new Error('a code by email was not taken: MessageRejected'));
  expect((failure as Error).cause).toBeUndefined();
});

it('deliverCode() refuses a message that was sealed for the other channel', async () => {
  await expect(deliverCode({ ...message(1), channel: 'sms' }, now)).rejects.toThrow();
});
