import { timingSafeEqual } from 'node:crypto';
import type { Viewer } from '#actor';
import { banned } from '#core/limits';
import { banAt, endOfBan, loadUser } from '#core/users';
import { DomainError } from '#errors';
import { type Vault, vault } from '#platform/vault';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { writeAppealToken } from './appeal-token.ts';
import { countGuess, spendAttempt } from './attempt.store.ts';
import { countWrongGuess } from './guess-limit.ts';
import { openSession } from './open-session.ts';
import { putRegistration, userOf } from './registration.store.ts';
import { codeOf, hashSecret, newSecret } from './secret-rules.ts';

interface CodeGuess {
  readonly channel: Channel;
  readonly address: string;
  readonly attemptToken: string;
  readonly code: string;
}

/**
 * Verifies an address by the code of an attempt. Signs the owner in, or returns a token to register the address.
 * @throws UNAUTHENTICATED, the same for a wrong and an expired code and for an unknown attempt; BANNED for a banned owner, with a token by which
 * they can appeal
 */
export async function verifyCode(_actor: Viewer, input: CodeGuess, now: Date) {
  const { channel } = input;
  const address = normalise(channel, input.address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);
  await assertProven(keys, key, input, now);

  const userId = await userOf(key);
  if (userId === null) {
    const registrationToken = newSecret();
    const sealed = keys.seal('address', address, key);
    const tokenHash = hashSecret(registrationToken);
    await putRegistration({ tokenHash, identityKey: key, channel, sealed, verifiedAt: now.toISOString() }, now);
    return { status: 'registration_required' as const, registrationToken };
  }
  const user = await loadUser(userId);
  if (!user) throw new Error('an identity has no user');
  const ban = banAt(user.ban, now);
  if (ban) throw banned('all', endOfBan(ban), { appealToken: writeAppealToken(keys, userId, now) });
  return openSession(user, key, now);
}

/** Counts the guess first, and closes the attempt by one conditional write, so that of twenty concurrent calls one passes. */
async function assertProven(keys: Vault, key: string, { attemptToken, code }: CodeGuess, now: Date): Promise<void> {
  const attempt = { identityKey: key, attemptHash: hashSecret(attemptToken) };
  const digits = await countGuess(attempt, now);
  const isRight = digits !== null && isEqual(codeOf(keys, key, attemptToken, digits), code);
  if (isRight && (await spendAttempt(attempt))) return;
  if (digits !== null && !isRight) await countWrongGuess(key, now);
  throw new DomainError('UNAUTHENTICATED', 'This code is wrong, or no longer good.', { field: 'code' });
}

const isEqual = (expected: string, code: string): boolean =>
  expected.length === code.length && timingSafeEqual(Buffer.from(expected), Buffer.from(code));
