import type { Viewer } from '#actor';
import { banned } from '#core/limits';
import { banAt, endOfBan, loadUser } from '#core/users';
import { DomainError } from '#errors';
import { vault } from '#platform/vault';
import type { DeviceFacts } from '#schemas/auth';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { writeAppealToken } from './appeal-token.ts';
import { type AddressProof, assertProven } from './assert-proven.ts';
import { accountDeleting } from './cancel-token.ts';
import { knownDevice } from './device.store.ts';
import { openSession } from './open-session.ts';
import { markSeen, ownerOfAddress, putRegistration } from './registration.store.ts';
import { hashSecret, newSecret } from './secret-rules.ts';
import { UNSEEN } from './sms-rules.ts';

/** Milliseconds after which another sign-in by a number is noted: a day. */
const SEEN_AGAIN = 86_400_000;

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
 * they can appeal; ACCOUNT_DELETING for an owner who has asked to be erased, with a token by which they can cancel that; SECOND_PROOF_REQUIRED for a number that nobody has signed in by for 90 days, unless the device has
 */
export async function verifyCode(actor: Viewer, input: CodeGuess, now: Date) {
  const { channel } = input;
  const address = normalise(channel, input.address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);
  await assertProven(keys, { subject: key, key }, input, now);

  const owner = await ownerOfAddress(key);
  if (owner === null) {
    const registrationToken = newSecret();
    const sealed = keys.seal('address', address, key);
    const tokenHash = hashSecret(registrationToken);
    await putRegistration({ tokenHash, identityKey: key, channel, sealed, verifiedAt: now.toISOString() }, now);
    return { status: 'registration_required' as const, registrationToken };
  }
  const { userId, seenAt } = owner;
  const { device: facts, deviceToken } = input;
  const isNew = deviceToken === undefined || (await knownDevice(deviceToken, key, now)) === null;
  const age = now.getTime() - Date.parse(seenAt);
  if (channel === 'sms' && age > UNSEEN && isNew) throw secondProof();
  const user = await loadUser(userId);
  if (!user) throw new Error('an identity has no user');
  const ban = banAt(user.ban, now);
  if (ban) throw banned('all', endOfBan(ban), { appealToken: writeAppealToken(keys, userId, now) });
  if (user.deletesAt !== undefined) throw accountDeleting(keys, userId, user.deletesAt, now);
  if (channel === 'sms' && age > SEEN_AGAIN) await markSeen(key, now);
  return openSession(user, key, { facts, isNew, region: actor.region }, now);
}

/** The refusal says nothing of the account: whoever has the number now may be somebody else. */
const secondProof = () =>
  new DomainError(
    'SECOND_PROOF_REQUIRED',
    'Nobody has signed in by this number for a long time. Sign in by the e-mail address of the account, and prove the number again there.',
  );
