import type { User } from '#actor';
import type { StoredUser } from '#core/users';
import { DomainError } from '#errors';
import { type Vault, vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import type { Identities, IdentityProvider } from '#schemas/identities';
import { identitiesView } from './identities.view.ts';
import { providerNamed } from './identity-provider-settings.ts';
import { writeAddresses } from './write-addresses.ts';

/**
 * Unlinks the actor's identity of a provider; without one nothing changes. The stream has it revoked at the provider.
 * @throws NOT_FOUND for no such provider; CONFLICT for the last way to sign in
 */
export async function unlinkIdentity({ userId }: User, provider: string, now: Date): Promise<Identities> {
  const user = await unlink(await vault(), userId, providerNamed(provider), now);
  if (user === 'last')
    throw new DomainError('CONFLICT', 'This is your only way to sign in. Add an address first.', { field: 'provider' });
  return identitiesView(user);
}

/** Takes the identity of a provider from a user. Without one nothing changes. @returns the user; `last` for the last way to sign in, which stays */
export async function unlink(keys: Vault, userId: UserId, provider: IdentityProvider, now: Date): Promise<StoredUser | 'last'> {
  let isLast = false;
  const user = await writeAddresses(
    keys,
    userId,
    ({ addresses, identities = [] }) => {
      const left = identities.filter((one) => one.provider !== provider);
      isLast = left.length < identities.length && addresses.length + left.length === 0;
      if (isLast || left.length === identities.length) return null;
      return { after: addresses, identities: left, change: { kind: 'unlinked', channel: provider }, signsOut: false };
    },
    now,
  );
  return isLast ? 'last' : user;
}
