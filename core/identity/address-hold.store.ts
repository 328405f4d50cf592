import type { Item } from '#data/entity';
import { conditionHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import { addressHoldEntity } from './address-hold.entity.ts';

export type AddressHold = Item<typeof addressHoldEntity>;

/** Keeps the hold that ends later, so that a bounce does not shorten a complaint's. 1 WRU. @returns false when another hold stays */
export const putHold = (hold: AddressHold): Promise<boolean> =>
  conditionHeld(
    addressHoldEntity()
      .put(hold)
      .where((attr, op) => `${op.notExists(attr.expiresAt)} OR ${op.lt(attr.expiresAt, hold.expiresAt)}`)
      .go(),
  );

/** The hold of an address, perhaps one that has ended; null for none. 0.5 RRU. */
export async function holdOf(identityKey: string): Promise<AddressHold | null> {
  const { data } = await addressHoldEntity().get({ identityKey }).go();
  return data;
}

/** 0.5 RRU. */
export async function isHeld(identityKey: string, now: Date): Promise<boolean> {
  const hold = await holdOf(identityKey);
  return hold !== null && hold.expiresAt > epoch(now);
}

/** 1 WRU. @returns false when nothing held the address */
export const deleteHold = (identityKey: string): Promise<boolean> =>
  conditionHeld(addressHoldEntity().remove({ identityKey }).go());
