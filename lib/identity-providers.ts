import type { IdentityProviderSettings } from '../core/identity/identity-provider-settings.ts';
import type { Configuration } from './configuration.ts';

/** The addresses of Google and Apple, with the apps of a configuration. */
export const identityProvidersOf = (
  name: string,
  { google, apple }: Pick<Configuration, 'google' | 'apple'>,
): IdentityProviderSettings => ({
  ...(google && {
    google: {
      issuers: ['https://accounts.google.com', 'accounts.google.com'],
      keysUrl: 'https://www.googleapis.com/oauth2/v3/certs',
      audiences: google.clientIds,
    },
  }),
  ...(apple && {
    apple: {
      issuers: ['https://appleid.apple.com'],
      keysUrl: 'https://appleid.apple.com/auth/keys',
      tokenUrl: 'https://appleid.apple.com/auth/token',
      revokeUrl: 'https://appleid.apple.com/auth/revoke',
      audiences: apple.clientIds,
      teamId: apple.teamId,
      keyId: apple.keyId,
      keySecret: `youbet/${name}/apple-key`,
    },
  }),
});

/** The identity providers of the local cloud: one server of this machine, which stands for both (local/identity-provider). */
export const localIdentityProviders = (url: string): IdentityProviderSettings => ({
  google: { issuers: [`${url}/google`], keysUrl: `${url}/google/keys`, audiences: ['youbet-google'] },
  apple: {
    issuers: [`${url}/apple`],
    keysUrl: `${url}/apple/keys`,
    tokenUrl: `${url}/apple/token`,
    revokeUrl: `${url}/apple/revoke`,
    audiences: ['youbet-apple'],
    teamId: 'LOCALTEAM0',
    keyId: 'LOCALKEY00',
    keySecret: 'youbet/local/apple-key',
  },
});
