import { vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { type AddressProof, assertProven } from './assert-proven.ts';
import { ownerOfAddress } from './registration.store.ts';

/**
 * The user who has an address that the caller proves by a code; null for one that nobody has. It opens no session. 1 RRU and 2 WRU.
 * @throws CODE_WRONG, CODE_EXPIRED and CODE_EXHAUSTED for a code that proves nothing
 */
export async function provenOwner(
  { channel, address, ...proof }: AddressProof & { readonly channel: Channel; readonly address: string },
  now: Date,
): Promise<UserId | null> {
  const keys = await vault();
  const key = identityKey(keys, channel, normalise(channel, address));
  await assertProven(keys, { subject: key, key }, proof, now);
  return (await ownerOfAddress(key))?.userId ?? null;
}
