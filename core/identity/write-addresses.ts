import { endAllPart } from '#core/limits';
import { addressesPart, loadUser, noSuchUser, openAddresses, type StoredUser } from '#core/users';
import { deadline, type Part, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import { epoch } from '#platform/clock';
import type { Vault } from '#platform/vault';
import { UNDO_HOURS } from '#schemas/addresses';
import type { UserId } from '#schemas/common';
import { type AddressChange, newAddressChangePart } from './address-change.store.ts';
import { addressExclusionPart } from './address-exclusion.store.ts';
import { identityKey } from './address-rules.ts';
import { NAMES } from './identity-provider-settings.ts';
import { newIdentityPart, releaseIdentityPart } from './registration.store.ts';

type Addresses = StoredUser['addresses'];
type LinkedIdentities = NonNullable<StoredUser['identities']>;
/** An address or an account at an identity provider, as the row that gives it its owner has it. */
type Way = Omit<Parameters<typeof newIdentityPart>[0], 'userId'>;

/** A change of the ways by which a user signs in, planned from the user as they are. */
interface AddressPlan {
  readonly after: Addresses;
  /** Left out where they stay. */
  readonly identities?: LinkedIdentities;
  /** Apple's refresh token for an identity that is linked, sealed. */
  readonly appleToken?: string | undefined;
  /** The kind and channel of the change, which can be undone; null for an undoing, which cannot. */
  readonly change: Pick<AddressChange, 'kind' | 'channel'> | null;
  /** All sessions end with it. */
  readonly signsOut: boolean;
  /** A further part of the transaction. Refused, it ends the change as `null` does. */
  readonly also?: Part;
}

/**
 * Changes the ways by which a user signs in: the owner of each, the lists on the user, and a row by which it can be undone, in one transaction.
 * An exclusion of the user stays on an address that they leave, since another account may begin with it. Plans again when somebody else changes
 * them in between. 1 RRU; 6 WRU to add an address, 8 to change one.
 * @param plan null when there is nothing to change
 * @returns the user after it
 * @throws NOT_FOUND for a user who is gone; CONFLICT for what belongs to another account; UNAVAILABLE when others change them for a second
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
    const before = { addresses: user.addresses, identities: user.identities ?? [] };
    const after = { addresses: planned.after, identities: planned.identities ?? before.identities };
    const { change, signsOut, appleToken, also = null } = planned;
    const [owned, toOwn] = [await waysOf(keys, user, before), await waysOf(keys, user, after)];
    const number = (user.addressChanges ?? 0) + 1;
    const facts = { userId, number, before: before.addresses, identities: before.identities, at: now.toISOString() };
    const taken = [...toOwn].filter(([key]) => !owned.has(key));
    const left = [...owned.keys()].filter((key) => !toOwn.has(key));
    const exclusions = await Promise.all(
      left.map(async (key) => [`exclusion ${key}`, await addressExclusionPart(key, user)] as const),
    );
    const refused: ReadonlySet<string> = await transact(
      {
        user: addressesPart(user, after, signsOut ? now : null),
        change: change && newAddressChangePart({ ...facts, ...change, expiresAt: epoch(now) + UNDO_HOURS * 3_600 }),
        tokens: signsOut ? endAllPart(userId, now) : null,
        also,
        ...Object.fromEntries(
          taken.map(([key, way]) => [
            `take ${key}`,
            newIdentityPart({ ...way, userId, ...(way.channel === 'apple' && appleToken && { appleToken }) }),
          ]),
        ),
        ...Object.fromEntries(left.map((key) => [`leave ${key}`, releaseIdentityPart(key, userId)])),
        ...Object.fromEntries(exclusions),
      },
      until,
    );
    if (refused.size === 0)
      return {
        ...user,
        ...after,
        addressChanges: number,
        ...(signsOut && { signedOutAt: now.toISOString() }),
      };
    const taking = taken.find(([key]) => refused.has(`take ${key}`));
    if (taking && !refused.has('user')) throw belongsToAnother(taking[1].channel);
    if (refused.has('also') && !refused.has('user')) return user;
  }
  throw tooBusy();
}

const belongsToAnother = (channel: Way['channel']): DomainError =>
  channel === 'email' || channel === 'sms'
    ? new DomainError('CONFLICT', 'This address belongs to another account.', { field: 'address' })
    : new DomainError('CONFLICT', `This account at ${NAMES[channel]} signs in to another account here.`, { field: 'idToken' });

/** The ways by which a user signs in, by the keys under which their owner is found. */
async function waysOf(
  keys: Vault,
  user: StoredUser,
  { addresses, identities }: { readonly addresses: Addresses; readonly identities: LinkedIdentities },
): Promise<Map<string, Way>> {
  const ways: Way[] = [
    ...(await openAddresses(user, addresses)).map(({ channel, address, verifiedAt }) => ({
      identityKey: identityKey(keys, channel, address),
      channel,
      verifiedAt,
    })),
    ...identities.map(({ provider, identityKey: key, sealed, linkedAt }) => ({
      identityKey: key,
      channel: provider,
      sealed,
      verifiedAt: linkedAt,
    })),
  ];
  return new Map(ways.map((way) => [way.identityKey, way]));
}
