import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import { epoch } from '#platform/clock';
import type { Image } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { addressChangeEntity } from './address-change.entity.ts';
import { recoveryEntity } from './recovery.entity.ts';

export type AddressChange = Item<typeof addressChangeEntity>;
export type Recovery = Item<typeof recoveryEntity>;

/** The stored change in an image of the stream. */
export const addressChangeOfImage = (image: Image): AddressChange & { userId: UserId } =>
  addressChangeEntity().parse({ Item: image as never }).data as AddressChange & { userId: UserId };

/** Appends a change. Refused when a change of that number exists. */
export const newAddressChangePart = (change: AddressChange): Part =>
  part({ change: addressChangeEntity() }, ({ change: changes }) => [changes.create(change).commit()]);

/** Ends the undoing of changes. Refused when one of them is gone. */
export const endUndoPart = (changes: readonly AddressChange[]): Part =>
  part({ change: addressChangeEntity() }, ({ change: all }) =>
    changes.map(({ userId, number }) => all.remove({ userId, number }).commit()),
  );

/** The changes of a user that are stored, oldest first, also those that TTL has not deleted yet. One query. */
export async function storedChangesOf(userId: UserId): Promise<AddressChange[]> {
  const { data } = await addressChangeEntity().query.primary({ userId }).go({ consistent: true, pages: 'all' });
  return data;
}

/** The changes of a user that can be undone, oldest first. One query. */
export const addressChangesOf = async (userId: UserId, now: Date): Promise<AddressChange[]> =>
  (await storedChangesOf(userId)).filter(({ expiresAt }) => expiresAt > epoch(now));

/** The recovery of a user that is stored, perhaps a former one; null for none. 1 RRU. */
export async function storedRecoveryOf(userId: UserId): Promise<Recovery | null> {
  const { data } = await recoveryEntity().get({ userId }).go({ consistent: true });
  return data;
}

/** The recovery of a user that waits; null for none. 1 RRU. */
export async function recoveryOf(userId: UserId, now: Date): Promise<Recovery | null> {
  const stored = await storedRecoveryOf(userId);
  return stored && stored.expiresAt > epoch(now) ? stored : null;
}

/** Puts a recovery in the place of the one before. 1 WRU. */
export async function putRecovery(recovery: Recovery): Promise<void> {
  await recoveryEntity().put(recovery).go();
}

/** Ends a recovery. Refused when another one has taken its place. */
export const endRecoveryPart = ({ userId, identityKey, by, at }: Recovery): Part =>
  part({ recovery: recoveryEntity() }, ({ recovery }) => [
    recovery
      .remove({ userId })
      .where((attr, op) => `${op.eq(attr.identityKey, identityKey)} AND ${op.eq(attr.by, by)} AND ${op.eq(attr.at, at)}`)
      .commit(),
  ]);

/** Deletes what is kept about the addresses of a user beside the user and the owners of addresses. */
export async function eraseAddressChanges(userId: UserId): Promise<void> {
  const changes = await storedChangesOf(userId);
  await Promise.all(changes.map(({ number }) => addressChangeEntity().delete({ userId, number }).go()));
  await recoveryEntity().delete({ userId }).go();
}
