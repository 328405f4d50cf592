import { createHash } from 'node:crypto';
import type { Viewer } from '#actor';
import { countCall, limitSettings } from '#core/limits';
import { DomainError } from '#errors';
import { epoch } from '#platform/clock';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { vault } from '#platform/vault';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { CODE_LIFE, putCode } from './code.store.ts';
import { codeMac, newCode } from './secret-rules.ts';

const HOUR = 3_600;

/**
 * Makes a code and sends it through a queue. It never looks the address up, so that neither the reply nor its time reveals an account.
 * @param network the caller's network; counted first, so that a network over its limit cannot use up an address' limit
 * @throws INVALID_INPUT for a text that is not an address; RATE_LIMITED for too many codes to the address or from the network in an hour
 */
export async function sendCode(_actor: Viewer, input: { channel: Channel; address: string }, network: string, now: Date) {
  const { channel } = input;
  const address = normalise(channel, input.address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);

  const { codesPerNetworkPerHour, codesPerAddressPerHour } = limitSettings();
  await assertWithin(`network#${createHash('sha256').update(network).digest('hex')}`, codesPerNetworkPerHour, now);
  await assertWithin(`identity#${key}`, codesPerAddressPerHour, now);

  const code = newCode();
  await putCode(key, codeMac(keys, key, code), now);
  const sealed = keys.seal('message', JSON.stringify({ address, code }), channel);
  await enqueue(env('CODES_QUEUE_URL'), [{ channel, sealed, expiresAt: epoch(now) + CODE_LIFE }]);
  return { sent: true as const };
}

async function assertWithin(subject: string, calls: number, now: Date): Promise<void> {
  const { allowed, resetSeconds } = await countCall(subject, 'codes', { calls, seconds: HOUR }, now);
  if (!allowed) {
    throw new DomainError('RATE_LIMITED', `Too many codes were asked for. Try again in ${resetSeconds} s.`, {
      retryAfter: resetSeconds,
    });
  }
}
