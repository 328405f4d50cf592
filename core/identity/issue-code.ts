import { countCall } from '#core/limits';
import { DomainError } from '#errors';
import { epoch } from '#platform/clock';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import type { Vault } from '#platform/vault';
import type { CodeSent } from '#schemas/auth';
import type { Channel } from '#schemas/users';
import { ATTEMPT_LIFE, openAttempt, prolongAttempt } from './attempt.store.ts';
import { codeOf, hashSecret, newAttemptToken } from './secret-rules.ts';

const HOUR = 3_600;

/** A code that is to be sent. */
interface CodeToSend {
  /** Of the attempt. */
  readonly subject: string;
  readonly channel: Channel;
  /** Normalised. */
  readonly address: string;
  /** An attempt whose code is sent again, while it is open. */
  readonly attemptToken: string | undefined;
}

/**
 * Opens an attempt, or prolongs an open one, and sends its code through the queue. 1 WRU, 2 where the attempt that is named is over.
 * @param digits the length of a new code
 * @param nextIn seconds until the next code may be asked for, of assertCodesWithin()
 * @returns the reply of the route that was asked
 */
export async function issueCode(
  keys: Vault,
  { subject, channel, address, attemptToken }: CodeToSend,
  { digits, nextIn }: { readonly digits: () => Promise<number>; readonly nextIn: number },
  now: Date,
): Promise<CodeSent> {
  const attempt = (await continued(subject, attemptToken, now)) ?? (await opened(keys, subject, await digits(), now));
  const code = codeOf(keys, subject, attempt.token, attempt.digits);
  const sealed = keys.seal('message', JSON.stringify({ address, code }), channel);
  await enqueue(env('CODES_QUEUE_URL'), [{ channel, sealed, expiresAt: epoch(now) + ATTEMPT_LIFE }]);
  return { sent: true, attemptToken: attempt.token, expiresIn: ATTEMPT_LIFE, nextIn };
}

interface OpenAttempt {
  readonly token: string;
  readonly digits: number;
}

async function continued(subject: string, token: string | undefined, now: Date): Promise<OpenAttempt | null> {
  if (token === undefined) return null;
  const digits = await prolongAttempt({ subject, attemptHash: hashSecret(token) }, now);
  return digits === null ? null : { token, digits };
}

async function opened(keys: Vault, subject: string, digits: number, now: Date): Promise<OpenAttempt> {
  const token = newAttemptToken(keys);
  await openAttempt({ subject, attemptHash: hashSecret(token) }, digits, now);
  return { token, digits };
}

/** Counts a code that somebody asks for within the hour. 1 WRU. @returns the seconds until another one may be asked for @throws RATE_LIMITED */
export async function assertCodesWithin(subject: string, calls: number, now: Date): Promise<number> {
  const { allowed, remaining, resetSeconds } = await countCall(subject, 'codes', { calls, seconds: HOUR }, now);
  if (!allowed) {
    throw new DomainError('RATE_LIMITED', `Too many codes were asked for. Try again in ${resetSeconds} s.`, {
      retryAfter: resetSeconds,
    });
  }
  return remaining > 0 ? 0 : resetSeconds;
}
