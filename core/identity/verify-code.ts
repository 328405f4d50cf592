import type { Viewer } from '#actor';
import { banned } from '#core/limits';
import { banAt, endOfBan, loadUser } from '#core/users';
import { vault } from '#platform/vault';
import type { DeviceFacts } from '#schemas/auth';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { writeAppealToken } from './appeal-token.ts';
import { type AddressProof, assertProven } from './assert-proven.ts';
import { knownDevice } from './device.store.ts';
import { openSession } from './open-session.ts';
import { putRegistration, userOf } from './registration.store.ts';
import { hashSecret, newSecret } from './secret-rules.ts';

interface CodeGuess extends AddressProof {
  readonly channel: Channel;
  readonly address: string;
  readonly device?: DeviceFacts | undefined;
  /** Of an earlier sign-in on this device. */
  readonly deviceToken?: string | undefined;
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
  await assertProven(keys, { subject: key, key }, input, now);

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
  const { device: facts, deviceToken } = input;
  const isNew = deviceToken === undefined || (await knownDevice(deviceToken, key, now)) === null;
  return openSession(user, key, { facts, isNew }, now);
}
