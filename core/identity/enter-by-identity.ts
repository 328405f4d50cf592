import type { Viewer } from '#actor';
import { type Vault, vault } from '#platform/vault';
import type { DeviceFacts } from '#schemas/auth';
import type { UserId } from '#schemas/common';
import { identityKey } from './address-rules.ts';
import { admitOwner } from './admit-owner.ts';
import { knownDevice } from './device.store.ts';
import type { ProvenIdentity } from './id-token.ts';
import { linkIdentityTo, newIdentity } from './linked-identity.ts';
import { openSession } from './open-session.ts';
import { changeIdentity, loadIdentity, ownerOfAddress, putRegistration } from './registration.store.ts';
import { hashSecret, newSecret } from './secret-rules.ts';

export interface EnteringDevice {
  readonly device?: DeviceFacts | undefined;
  /** Of an earlier sign-in on this device. */
  readonly deviceToken?: string | undefined;
  /** Apple's code that came with the ID token. */
  readonly authorizationCode?: string | undefined;
}

/**
 * Lets somebody in whom an identity provider has just proven. The owner of the identity is signed in. An identity that nobody has is linked to the
 * owner of its e-mail address where the provider owns that; another address that it names is proven by a code first, whether anybody has it or
 * not, so that the reply tells nothing. Else the person registers. An address that the provider did not verify counts for nothing.
 * @throws BANNED for a banned owner; CONFLICT where the owner of the address has another identity of the provider
 */
export async function enterByIdentity({ region }: Viewer, proven: ProvenIdentity, entering: EnteringDevice, now: Date) {
  const keys = await vault();
  const signing = async (key: string) => ({ ...(await signingDevice(entering, key, now)), region });
  const { provider, subject, email } = proven;
  const key = identityKey(keys, provider, subject);
  const known = await loadIdentity(key);
  if (known) {
    const user = await ownerOf(keys, proven, known, entering, now);
    return openSession(user, key, await signing(key), now);
  }

  const address = email && { ...email, key: identityKey(keys, 'email', email.address) };
  const owner = address?.isOwned ? await ownerOfAddress(address.key) : null;
  // A banned owner is refused before anything is linked.
  const user = owner && (await admitOwner(keys, owner.userId, now));
  const identity = await newIdentity(keys, proven, entering.authorizationCode, now);
  if (user) {
    const linked = await linkIdentityTo(keys, user.userId as UserId, identity, null, now);
    return openSession(linked, key, await signing(key), now);
  }
  const token = newSecret();
  const registration = {
    tokenHash: hashSecret(token),
    identity,
    verifiedAt: now.toISOString(),
    ...(address && {
      address: {
        identityKey: address.key,
        channel: 'email' as const,
        sealed: keys.seal('address', address.address, address.key),
      },
    }),
  };
  if (address && !address.isOwned) {
    await putRegistration({ ...registration, awaitsCode: true }, now);
    return { status: 'code_required' as const, linkToken: token, address: address.address };
  }
  await putRegistration(registration, now);
  return { status: 'registration_required' as const, registrationToken: token };
}

/** The owner of an identity, who may sign in. The first code of Apple that comes with a sign-in is exchanged, so that the sign-in can be revoked. */
async function ownerOf(
  keys: Vault,
  proven: ProvenIdentity,
  known: NonNullable<Awaited<ReturnType<typeof loadIdentity>>>,
  entering: EnteringDevice,
  now: Date,
) {
  const user = await admitOwner(keys, known.userId as UserId, now);
  const { authorizationCode } = entering;
  if (authorizationCode !== undefined && known.appleToken === undefined) {
    const { appleToken } = await newIdentity(keys, proven, authorizationCode, now);
    if (appleToken !== undefined) await changeIdentity(known.identityKey, { appleToken });
  }
  return user;
}

const signingDevice = async ({ device, deviceToken }: EnteringDevice, key: string, now: Date) => ({
  facts: device,
  isNew: deviceToken === undefined || (await knownDevice(deviceToken, key, now)) === null,
});
