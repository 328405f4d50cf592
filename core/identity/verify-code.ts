import type { Viewer } from '#actor';
import { DomainError } from '#errors';
import { vault } from '#platform/vault';
import type { DeviceFacts } from '#schemas/auth';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { admitOwner } from './admit-owner.ts';
import { type AddressProof, assertProven } from './assert-proven.ts';
import { knownDevice } from './device.store.ts';
import { linkIdentityTo } from './linked-identity.ts';
import { openSession } from './open-session.ts';
import { loadRegistration, markSeen, ownerOfAddress, putRegistration } from './registration.store.ts';
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
  /** Of a sign-in by an identity provider that awaits the code of this address. */
  readonly linkToken?: string | undefined;
}

/**
 * Verifies an address by the code of an attempt. Signs the owner in, or returns a token to register the address. With a link token the identity that
 * awaits the code is linked to the owner, or registered with the address.
 * @throws CODE_WRONG, CODE_EXPIRED and CODE_EXHAUSTED as assertProven(); UNAUTHENTICATED for a link token that is not good; CONFLICT
 * for an identity that belongs to another account, or an owner with another one of its provider; BANNED for a banned owner, with a token by which
 * they can appeal; ACCOUNT_DELETING for an owner who has asked to be erased, with a token by which they can cancel that;
 * SECOND_PROOF_REQUIRED for a number that nobody has signed in by for 90 days, unless the device has
 */
export async function verifyCode(actor: Viewer, input: CodeGuess, now: Date) {
  const { channel } = input;
  const address = normalise(channel, input.address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);
  const { linkToken } = input;
  const link = linkToken === undefined ? null : await linkOf(linkToken, key, now);
  await assertProven(keys, { subject: key, key }, input, now);

  const owner = await ownerOfAddress(key);
  if (owner === null) {
    const registrationToken = newSecret();
    const proven = { identityKey: key, channel, sealed: keys.seal('address', address, key) };
    const registration = { tokenHash: hashSecret(registrationToken), address: proven, verifiedAt: now.toISOString() };
    await putRegistration({ ...registration, ...(link && { identity: link.identity }) }, now);
    return { status: 'registration_required' as const, registrationToken };
  }
  const { userId, seenAt } = owner;
  const { device: facts, deviceToken } = input;
  const isNew = deviceToken === undefined || (await knownDevice(deviceToken, key, now)) === null;
  const age = now.getTime() - Date.parse(seenAt);
  if (channel === 'sms' && age > UNSEEN && isNew) throw secondProof();
  const user = await admitOwner(keys, userId, now);
  if (channel === 'sms' && age > SEEN_AGAIN) await markSeen(key, now);
  const linked = link && (await linkIdentityTo(keys, userId, link.identity, link.tokenHash, now));
  return openSession(linked ?? user, key, { facts, isNew, region: actor.region }, now);
}

/** The registration that awaits a code of this address. 1 RRU. @throws UNAUTHENTICATED for none that is good */
async function linkOf(linkToken: string, key: string, now: Date) {
  const tokenHash = hashSecret(linkToken);
  const registration = await loadRegistration(tokenHash, now);
  const { awaitsCode, identity, address, usedAt } = registration ?? {};
  if (!awaitsCode || !identity || address?.identityKey !== key || usedAt !== undefined)
    throw new DomainError('UNAUTHENTICATED', 'This link token is not good, or no longer. Sign in at the provider again.', {
      field: 'linkToken',
    });
  return { tokenHash, identity };
}

/** The refusal says nothing of the account: whoever has the number now may be somebody else. */
const secondProof = () =>
  new DomainError(
    'SECOND_PROOF_REQUIRED',
    'Nobody has signed in by this number for a long time. Sign in by the e-mail address of the account, and prove the number again there.',
  );
