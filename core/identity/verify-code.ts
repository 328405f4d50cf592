import { timingSafeEqual } from 'node:crypto';
import type { Viewer } from '#actor';
import { banAt, loadUser } from '#core/users';
import { DomainError } from '#errors';
import { type Vault, vault } from '#platform/vault';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { banned } from './ban-rules.ts';
import { countTry, spendCode } from './code.store.ts';
import { openSession } from './open-session.ts';
import { putRegistration, userOf } from './registration.store.ts';
import { codeMac, hashSecret, newSecret } from './secret-rules.ts';

/**
 * Verifies an address by its code. Signs the owner in, or returns a token to register the address.
 * @throws UNAUTHENTICATED, the same for a wrong, an expired and a missing code; BANNED for a banned owner
 */
export async function verifyCode(_actor: Viewer, input: { channel: Channel; address: string; code: string }, now: Date) {
  const { channel } = input;
  const address = normalise(channel, input.address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);
  await assertProven(keys, key, input.code, now);

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
  if (ban) throw banned(ban);
  return openSession(user, now);
}

/** Counts the try first, and deletes the right code by one conditional write, so that of twenty concurrent calls one passes. */
async function assertProven(keys: Vault, key: string, code: string, now: Date): Promise<void> {
  const mac = codeMac(keys, key, code);
  const expected = await countTry(key, now);
  const right = expected !== null && timingSafeEqual(Buffer.from(expected), Buffer.from(mac));
  if (!right || !(await spendCode(key, mac))) {
    throw new DomainError('UNAUTHENTICATED', 'This code is wrong, or no longer good.', { field: 'code' });
  }
}
