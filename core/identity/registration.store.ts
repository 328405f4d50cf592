import type { Item } from '#data/entity';
import { conditionHeld, type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { ageRefusalEntity } from './age-refusal.entity.ts';
import { identityEntity } from './identity.entity.ts';
import { registrationEntity } from './registration.entity.ts';

/** Seconds for which a registration token is valid. */
const TOKEN_LIFE = 600;
/** Seconds for which an address is refused after its owner stated an age under 18. */
const REFUSED_FOR = 86_400;

export type Registration = Item<typeof registrationEntity>;

export type Identity = Item<typeof identityEntity>;

/** The row of an address, or of an account at an identity provider; null for one that nobody has. 1 RRU. */
export async function loadIdentity(identityKey: string): Promise<Identity | null> {
  const { data } = await identityEntity().get({ identityKey }).go({ consistent: true });
  return data;
}

/** An address, or an account at an identity provider, with its owner and its last proof; null for one that nobody has. 1 RRU. */
export async function ownerOfAddress(identityKey: string): Promise<{ userId: UserId; seenAt: string } | null> {
  const row = await loadIdentity(identityKey);
  return row && { userId: row.userId as UserId, seenAt: row.seenAt ?? row.verifiedAt };
}

/** The stored row in an image of the stream. */
export const identityOfImage = (image: Image): Identity => identityEntity().parse({ Item: image as never }).data as Identity;

/** Changes the row of an identity that has an owner. 1 WRU. @returns false when it is gone */
export const changeIdentity = (
  identityKey: string,
  change: Partial<Pick<Identity, 'appleToken' | 'consentEventAt' | 'mailEventAt'>>,
): Promise<boolean> => conditionHeld(identityEntity().patch({ identityKey }).set(change).go());

/** Notes that the owner of an address has proven it just now. An address without an owner stays without one. 1 WRU. */
export const markSeen = (identityKey: string, now: Date): Promise<boolean> =>
  conditionHeld(identityEntity().patch({ identityKey }).set({ seenAt: now.toISOString() }).go());

export async function putRegistration(registration: Omit<Registration, 'expiresAt' | 'usedAt'>, now: Date): Promise<void> {
  await registrationEntity()
    .create({ ...registration, expiresAt: epoch(now) + TOKEN_LIFE })
    .go();
}

/** @returns the registration, also a used one; null when it is missing or expired. 1 RRU. */
export async function loadRegistration(tokenHash: string, now: Date): Promise<Registration | null> {
  const { data } = await registrationEntity().get({ tokenHash }).go({ consistent: true });
  return data && data.expiresAt > epoch(now) ? data : null;
}

/** Marks a token as used. Refused when it was used before, or has expired. */
export const useTokenPart = (tokenHash: string, now: Date): Part =>
  part({ registration: registrationEntity() }, ({ registration }) => [
    registration
      .patch({ tokenHash })
      .set({ usedAt: now.toISOString() })
      .where((attr, op) => `${op.notExists(attr.usedAt)} AND ${op.gt(attr.expiresAt, epoch(now))}`)
      .commit(),
  ]);

/** Gives an address, or an account at an identity provider, its owner. Refused when it has one. */
export const newIdentityPart = (identity: Identity): Part =>
  part({ identity: identityEntity() }, ({ identity: identities }) => [identities.create(identity).commit()]);

/** Takes an address, or an account at an identity provider, from its owner, so that anybody may have it. Refused when it is not theirs. */
export const releaseIdentityPart = (identityKey: string, userId: string): Part =>
  part({ identity: identityEntity() }, ({ identity: identities }) => [
    identities
      .remove({ identityKey })
      .where((attr, op) => op.eq(attr.userId, userId))
      .commit(),
  ]);

/** Refuses an address for a day from `now`. 1 WRU. */
export async function refuseAge(identityKey: string, now: Date): Promise<void> {
  await ageRefusalEntity()
    .put({ identityKey, refusedAt: now.toISOString(), expiresAt: epoch(now) + REFUSED_FOR })
    .go();
}

/** True within a day after refuseAge(). 1 RRU. */
export async function ageWasRefused(identityKey: string, now: Date): Promise<boolean> {
  const { data } = await ageRefusalEntity().get({ identityKey }).go({ consistent: true });
  return data !== null && data.expiresAt > epoch(now);
}

/** Refused within a day after refuseAge(). */
export const ageNotRefusedPart = (identityKey: string, now: Date): Part =>
  part({ refusal: ageRefusalEntity() }, ({ refusal }) => [
    refusal
      .check({ identityKey })
      .where((attr, op) => `${op.notExists(attr.expiresAt)} OR ${op.lte(attr.expiresAt, epoch(now))}`)
      .commit(),
  ]);
