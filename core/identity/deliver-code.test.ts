import { expect, it, vi } from 'vitest';
import { vaultOf } from '#platform/vault';
import { deliverCode } from './deliver-code.ts';

const keys = vaultOf('a secret of the deployment, long enough');
vi.mock('#platform/vault', async (original) => ({
  ...(await original<typeof import('#platform/vault')>()),
  vault: async () => keys,
}));
const sent = vi.fn<(address: string, code: string) => Promise<void>>(async () => {});
vi.mock('./mail-code.ts', () => ({ mailCode: (address: string, code: string) => sent(address, code) }));

const now = new Date('2026-11-23T12:00:00.000Z');
const message = (expiresIn: number) => ({
  channel: 'email' as const,
  sealed: keys.seal('message', JSON.stringify({ address: 'ann@example.com', code: '123456' }), 'email'),
  expiresAt: now.getTime() / 1000 + expiresIn,
});

it('brings a code to its address', async () => {
  await deliverCode(message(1), now);
  expect(sent).toHaveBeenLastCalledWith('ann@example.com', '123456');
});

it('does not bring one that has run out', async () => {
  sent.mockClear();
  await deliverCode(message(0), now);
  expect(sent).not.toHaveBeenCalled();
});

it('fails without quoting the address', async () => {
  sent.mockRejectedValueOnce(Object.assign(new Error('not verified: ann@example.com'), { name: 'MessageRejected' }));
  const failure = await deliverCode(message(1), now).catch((error: unknown) => error);
  expect(failure).toEqual(new Error('a code by email was not taken: MessageRejected'));
  expect((failure as Error).cause).toBeUndefined();
});

it('does not open what was sealed for the other channel', async () => {
  await expect(deliverCode({ ...message(1), channel: 'sms' }, now)).rejects.toThrow();
});
