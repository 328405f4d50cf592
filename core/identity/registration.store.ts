import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { ageRefusalEntity } from './age-refusal.entity.ts';
import { identityEntity } from './identity.entity.ts';
import { registrationEntity } from './registration.entity.ts';

/** Seconds that a registration token is good for, and that an address which said it was under age is refused. */
const TOKEN_LIFE = 600;
const REFUSED_FOR = 86_400;

export type Registration = Item<typeof registrationEntity>;

/** 1 RRU. */
export async function userOf(identityKey: string): Promise<UserId | null> {
  const { data } = await identityEntity().get({ identityKey }).go({ consistent: true });
  return data ? (data.userId as UserId) : null;
}

export async function putRegistration(registration: Omit<Registration, 'expiresAt' | 'usedAt'>, now: Date): Promise<void> {
  await registrationEntity()
    .create({ ...registration, expiresAt: epoch(now) + TOKEN_LIFE })
    .go();
}

/** @returns it also when it was used; null when there is none, or no longer. 1 RRU. */
export async function loadRegistration(tokenHash: string, now: Date): Promise<Registration | null> {
  const { data } = await registrationEntity().get({ tokenHash }).go({ consistent: true });
  return data && data.expiresAt > epoch(now) ? data : null;
}

/** Refused when it was used before. */
export const useTokenPart = (tokenHash: string, now: Date): Part =>
  part({ registration: registrationEntity() }, ({ registration }) => [
    registration
      .patch({ tokenHash })
      .set({ usedAt: now.toISOString() })
      .where((attr, op) => `${op.notExists(attr.usedAt)} AND ${op.gt(attr.expiresAt, epoch(now))}`)
      .commit(),
  ]);

/** Refused when the address is somebody's. */
export const newIdentityPart = (identity: Item<typeof identityEntity>): Part =>
  part({ identity: identityEntity() }, ({ identity: identities }) => [identities.create(identity).commit()]);

/** From now on the address is refused, for a day after the last time. 1 WRU. */
export async function refuseAge(identityKey: string, now: Date): Promise<void> {
  await ageRefusalEntity()
    .put({ identityKey, refusedAt: now.toISOString(), expiresAt: epoch(now) + REFUSED_FOR })
    .go();
}

/** 1 RRU. */
export async function ageWasRefused(identityKey: string, now: Date): Promise<boolean> {
  const { data } = await ageRefusalEntity().get({ identityKey }).go({ consistent: true });
  return data !== null && data.expiresAt > epoch(now);
}

/** Refused when the address said that it was under age within the last day. */
export const ageNotRefusedPart = (identityKey: string, now: Date): Part =>
  part({ refusal: ageRefusalEntity() }, ({ refusal }) => [
    refusal
      .check({ identityKey })
      .where((attr, op) => `${op.notExists(attr.expiresAt)} OR ${op.lte(attr.expiresAt, epoch(now))}`)
      .commit(),
  ]);
