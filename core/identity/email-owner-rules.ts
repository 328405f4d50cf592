import type { IdentityProvider } from '#schemas/identities';

/** Mail domains of a provider itself: it gives their addresses to nobody else. */
const OWN_DOMAINS: Readonly<Record<IdentityProvider, readonly string[]>> = {
  google: ['gmail.com', 'googlemail.com'],
  apple: ['icloud.com', 'me.com', 'mac.com', 'privaterelay.appleid.com'],
};

/**
 * True for an address that the provider itself gives out, so that its word proves it now. Of any other address the provider knows only that it
 * was proven at some time, perhaps by an owner of before.
 * @param address normalised
 * @param hostedDomain Google's claim `hd`, the domain of an organisation whose accounts Google keeps
 * @see https://developers.google.com/identity/gsi/web/guides/verify-google-id-token
 */
export function isOwnedBy(provider: IdentityProvider, address: string, hostedDomain?: string): boolean {
  const host = address.slice(address.lastIndexOf('@') + 1);
  return OWN_DOMAINS[provider].includes(host) || (provider === 'google' && host === hostedDomain?.toLowerCase());
}
