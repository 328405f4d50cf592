import { endAllPart } from '#core/limits';
import { addressesPart, loadUser, noSuchUser, type StoredUser } from '#core/users';
import { deadline, type Part, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import { epoch } from '#platform/clock';
import type { Vault } from '#platform/vault';
import { UNDO_HOURS } from '#schemas/addresses';
import type { UserId } from '#schemas/common';
import { type AddressChange, newAddressChangePart } from './address-change.store.ts';
import { identityKey } from './address-rules.ts';
import { newIdentityPart, releaseIdentityPart } from './registration.store.ts';

type Addresses = StoredUser['addresses'];

/** A change of addresses, planned from the user as they are. */
interface AddressPlan {
  readonly after: Addresses;
  /** The kind and channel of the change, which can be undone; null for an undoing, which cannot. */
  readonly change: Pick<AddressChange, 'kind' | 'channel'> | null;
  /** All sessions end with it. */
  readonly signsOut: boolean;
  /** A further part of the transaction. Refused, it ends the change as `null` does. */
  readonly also?: Part;
}

/**
 * Changes the addresses of a user: the owner of each address, the list on the user, and a row by which it can be undone, in one transaction.
 * Plans again when somebody else changes them in between. 1 RRU; 6 WRU to add an address, 8 to change one.
 * @param plan null when there is nothing to change
 * @returns the user after it
 * @throws NOT_FOUND for a user who is gone; CONFLICT for an address that belongs to another account; UNAVAILABLE when others change them for a second
 */
export async function writeAddresses(
  keys: Vault,
  userId: UserId,
  plan: (user: StoredUser) => Promise<AddressPlan | null> | AddressPlan | null,
  now: Date,
): Promise<StoredUser> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const user = await loadUser(userId);
    if (!user) throw noSuchUser();
    const planned = await plan(user);
    if (!planned) return user;
    const { after, change, signsOut, also = null } = planned;
    const [owned, toOwn] = [keysOf(keys, user.addresses, userId), keysOf(keys, after, userId)];
    const number = (user.addressChanges ?? 0) + 1;
    const row = change && { ...change, userId, number, before: user.addresses, at: now.toISOString() };
    const taken = [...toOwn].filter(([key]) => !owned.has(key));
    const left = [...owned.keys()].filter((key) => !toOwn.has(key));
    const refused = await transact(
      {
        user: addressesPart(user, after, signsOut ? now : null),
        change: row && newAddressChangePart({ ...row, expiresAt: epoch(now) + UNDO_HOURS * 3_600 }),
        tokens: signsOut ? endAllPart(userId, now) : null,
        also,
        ...Object.fromEntries(
          taken.map(([key, { channel, verifiedAt }]) => [
            `take ${key}`,
            newIdentityPart({ identityKey: key, userId, channel, verifiedAt }),
          ]),
        ),
        ...Object.fromEntries(left.map((key) => [`leave ${key}`, releaseIdentityPart(key, userId)])),
      },
      until,
    );
    if (refused.size === 0)
      return {
        ...user,
        addresses: after,
        addressChanges: number,
        ...(signsOut && { signedOutAt: now.toISOString() }),
      };
    const isTaken = [...refused].some((name) => name.startsWith('take'));
    if (isTaken && !refused.has('user'))
      throw new DomainError('CONFLICT', 'This address belongs to another account.', { field: 'address' });
    if (refused.has('also') && !refused.has('user')) return user;
  }
  throw tooBusy();
}

/** The addresses by the keys under which their owner is found. */
const keysOf = (keys: Vault, addresses: Addresses, userId: UserId): Map<string, Addresses[number]> =>
  new Map(addresses.map((one) => [identityKey(keys, one.channel, keys.open('address', one.sealed, userId)), one] as const));
