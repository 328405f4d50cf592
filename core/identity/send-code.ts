import { createHash } from 'node:crypto';
import type { Viewer } from '#actor';
import { countCall, limitSettings } from '#core/limits';
import { DomainError } from '#errors';
import { epoch } from '#platform/clock';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { type Vault, vault } from '#platform/vault';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { ATTEMPT_LIFE, openAttempt, prolongAttempt } from './attempt.store.ts';
import { knownDevice } from './device.store.ts';
import { digitsFor } from './guess-limit.ts';
import { CODE_DIGITS, codeOf, hashSecret, newAttemptToken } from './secret-rules.ts';

const HOUR = 3_600;

interface CodeRequest {
  readonly channel: Channel;
  readonly address: string;
  /** The attempt whose code is sent again. */
  readonly attemptToken?: string | undefined;
  /** A device that may have signed in by this address before. */
  readonly deviceToken?: string | undefined;
}

/**
 * Opens an attempt to prove an address and sends its code through a queue; the code of an open attempt is sent again. It never looks up who
 * has the address, so that neither the reply nor its time reveals an account.
 * @param network the caller's network; counted first, so that a network over its limit cannot use up an address' limit. A device that has
 * signed in by the address before has a limit of its own, so that nobody else can use that up
 * @returns the attempt's token, which verifyCode() needs
 * @throws INVALID_INPUT for a text that is not an address; RATE_LIMITED for too many codes in an hour
 */
export async function sendCode(
  _actor: Viewer,
  { channel, attemptToken, deviceToken, ...input }: CodeRequest,
  network: string,
  now: Date,
) {
  const address = normalise(channel, input.address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);

  const { codesPerNetworkPerHour, codesPerAddressPerHour, codesPerDevicePerHour } = limitSettings();
  const device = deviceToken === undefined ? null : await knownDevice(deviceToken, key, now);
  if (device !== null) await assertWithin(`device#${device}`, codesPerDevicePerHour, now);
  else {
    await assertWithin(`network#${createHash('sha256').update(network).digest('hex')}`, codesPerNetworkPerHour, now);
    await assertWithin(`identity#${key}`, codesPerAddressPerHour, now);
  }

  const { token, digits } =
    (await continued(key, attemptToken, now)) ??
    (await opened(keys, key, device === null ? await digitsFor(key, now) : CODE_DIGITS, now));
  const code = codeOf(keys, key, token, digits);
  const sealed = keys.seal('message', JSON.stringify({ address, code }), channel);
  await enqueue(env('CODES_QUEUE_URL'), [{ channel, sealed, expiresAt: epoch(now) + ATTEMPT_LIFE }]);
  return { sent: true as const, attemptToken: token };
}

interface OpenAttempt {
  readonly token: string;
  readonly digits: number;
}

async function continued(key: string, token: string | undefined, now: Date): Promise<OpenAttempt | null> {
  if (token === undefined) return null;
  const digits = await prolongAttempt({ identityKey: key, attemptHash: hashSecret(token) }, now);
  return digits === null ? null : { token, digits };
}

async function opened(keys: Vault, key: string, digits: number, now: Date): Promise<OpenAttempt> {
  const token = newAttemptToken(keys);
  await openAttempt({ identityKey: key, attemptHash: hashSecret(token) }, digits, now);
  return { token, digits };
}

async function assertWithin(subject: string, calls: number, now: Date): Promise<void> {
  const { allowed, resetSeconds } = await countCall(subject, 'codes', { calls, seconds: HOUR }, now);
  if (!allowed) {
    throw new DomainError('RATE_LIMITED', `Too many codes were asked for. Try again in ${resetSeconds} s.`, {
      retryAfter: resetSeconds,
    });
  }
}
