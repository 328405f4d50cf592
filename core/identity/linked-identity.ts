import { DomainError } from '#errors';
import type { Vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import type { IdentityProvider } from '#schemas/identities';
import { identityKey } from './address-rules.ts';
import { exchangeCode } from './apple.ts';
import type { ProvenIdentity } from './id-token.ts';
import { NAMES } from './identity-provider-settings.ts';
import { useTokenPart } from './registration.store.ts';
import { writeAddresses } from './write-addresses.ts';

/** An account at an identity provider that somebody has proven, as it is stored for them. */
export interface NewIdentity {
  readonly provider: IdentityProvider;
  readonly identityKey: string;
  /** The subject, sealed. */
  readonly sealed: string;
  /** Apple's refresh token with its client, sealed. */
  readonly appleToken?: string | undefined;
}

/** The identity of a proof, sealed. With a code of Apple it asks Apple for the token by which the sign-in is revoked. */
export async function newIdentity(
  keys: Vault,
  { provider, subject, audience }: ProvenIdentity,
  authorizationCode: string | undefined,
  now: Date,
): Promise<NewIdentity> {
  const key = identityKey(keys, provider, subject);
  const token =
    provider === 'apple' && authorizationCode !== undefined
      ? await exchangeCode(authorizationCode, { audience, subject }, now)
      : null;
  return {
    provider,
    identityKey: key,
    sealed: keys.seal('subject', subject, key),
    ...(token !== null && { appleToken: keys.seal('apple', JSON.stringify({ token, audience }), key) }),
  };
}

/**
 * Links an identity to a user, who signs in by it from now on. The user's addresses are told, with a link that undoes it. An identity that is
 * linked already changes nothing. Some 1 RRU and 6 WRU.
 * @param linkHash the registration that awaited a code of the address, which is used up; null without one
 * @throws CONFLICT for an identity of another user, and for a second one of the same provider
 */
export const linkIdentityTo = (
  keys: Vault,
  userId: UserId,
  { provider, identityKey: key, sealed, appleToken }: NewIdentity,
  linkHash: string | null,
  now: Date,
) =>
  writeAddresses(
    keys,
    userId,
    ({ addresses, identities = [] }) => {
      const standing = identities.find((one) => one.provider === provider);
      if (standing?.identityKey === key) return null;
      if (standing) throw hasAnother(provider);
      return {
        after: addresses,
        identities: [...identities, { provider, identityKey: key, sealed, linkedAt: now.toISOString() }],
        appleToken,
        change: { kind: 'linked', channel: provider },
        signsOut: false,
        ...(linkHash !== null && { also: useTokenPart(linkHash, now) }),
      };
    },
    now,
  );

const hasAnother = (provider: IdentityProvider) =>
  new DomainError(
    'CONFLICT',
    `This account signs in by another account at ${NAMES[provider]}. Sign in with a code, and remove that one first.`,
    { field: 'idToken' },
  );
