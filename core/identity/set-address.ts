import type { User } from '#actor';
import { limitSettings } from '#core/limits';
import { meView, openAddresses } from '#core/users';
import { DomainError } from '#errors';
import { personalVault } from '#platform/personal-vault';
import { vault } from '#platform/vault';
import type { Channel } from '#schemas/users';
import { identityKey, normalise } from './address-rules.ts';
import { type AddressProof, assertProven } from './assert-proven.ts';
import { digitsFor } from './guess-limit.ts';
import { issueCode } from './issue-code.ts';
import { markSeen } from './registration.store.ts';
import { assertStrangersCodes } from './send-code.ts';
import { assertReachable } from './sms-rules.ts';
import { writeAddresses } from './write-addresses.ts';

interface NewAddress {
  readonly channel: Channel;
  readonly address: string;
}

/**
 * Sends a code to an address that the actor wants to have. It is not looked up, and the code is good for this actor alone. It counts for the
 * actor's network and the address, as the code of a sign-in does.
 * @throws INVALID_INPUT for a text that is not an address, or a number of a country without texts; CONFLICT while texts are off;
 * RATE_LIMITED for too many codes in an hour
 */
export async function sendAddressCode(
  { userId }: User,
  { channel, attemptToken, ...input }: NewAddress & { readonly attemptToken?: string | undefined },
  network: string,
  now: Date,
) {
  const address = normalise(channel, input.address);
  await assertReachable(channel, address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);
  const nextIn = await assertStrangersCodes({ network, key }, limitSettings(), now);
  const code = { subject: `${userId}:${key}`, channel, address, attemptToken };
  return issueCode(keys, code, { digits: () => digitsFor(key, now), nextIn }, now);
}

/**
 * Gives the actor an address that they have proven, in the place of the one of that channel. The address that they have already changes
 * nothing. Some 3 RRU and 10 WRU.
 * @throws CODE_WRONG, CODE_EXPIRED and CODE_EXHAUSTED for a code that proves nothing; CONFLICT for an address of another account; INVALID_INPUT for a
 * text that is no address
 */
export async function setAddress({ userId }: User, { channel, ...input }: NewAddress & AddressProof, now: Date) {
  const address = normalise(channel, input.address);
  const keys = await vault();
  const key = identityKey(keys, channel, address);
  await assertProven(keys, { subject: `${userId}:${key}`, key }, input, now);
  const user = await writeAddresses(
    keys,
    userId,
    async (user) => {
      const own = await personalVault(user);
      const { addresses } = user;
      const [old] = addresses.filter((one) => one.channel === channel);
      if (old && own.open(old.sealed) === address) return null;
      const added = { channel, sealed: own.seal(address), verifiedAt: now.toISOString() };
      const after = [...addresses.filter((one) => one.channel !== channel), added];
      return { after, change: { kind: 'set', channel }, signsOut: false };
    },
    now,
  );
  await markSeen(key, now);
  return meView(user, await openAddresses(user), now);
}

/**
 * Takes the address of a channel from the actor. Without one of it nothing changes.
 * @throws CONFLICT for the last way to sign in
 */
export async function removeAddress({ userId }: User, channel: Channel, now: Date) {
  const keys = await vault();
  const user = await writeAddresses(
    keys,
    userId,
    ({ addresses, identities = [] }) => {
      const after = addresses.filter((one) => one.channel !== channel);
      if (after.length === addresses.length) return null;
      if (after.length + identities.length === 0)
        throw new DomainError('CONFLICT', 'This is your only way to sign in. Add another address first.', { field: 'channel' });
      return { after, change: { kind: 'removed', channel }, signsOut: false };
    },
    now,
  );
  return meView(user, await openAddresses(user), now);
}
