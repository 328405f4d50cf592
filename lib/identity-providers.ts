import type { IdentityProviderSettings } from '../core/identity/identity-provider-settings.ts';
import type { Configuration } from './configuration.ts';

/** Sign-in in a browser, by the pages of Cognito. */
export interface HostedSignInSettings {
  /** The web client at Google, with the secret of Secrets Manager that holds the client's own. */
  readonly google?: { readonly clientId: string; readonly secret: string };
  /** The services id at Apple, with the key of the team. */
  readonly apple?: { readonly servicesId: string; readonly teamId: string; readonly keyId: string; readonly keySecret: string };
  /** The links into our apps at which it may end. */
  readonly links: readonly string[];
  /** The address of the pages where Cognito has none of its own, and its providers are made by calls; null for Cognito's. */
  readonly pages: string | null;
}

/** The link into an app that is installed, whatever the environment. */
const APP_LINK = 'youbet://signed-in';
const appleKeyOf = (name: string): string => `youbet/${name}/apple-key`;

/** Sign-in in a browser with the clients of a configuration: none, one or both. */
export const hostedSignInOf = (
  name: string,
  { google, apple, appLinks }: Pick<Configuration, 'google' | 'apple' | 'appLinks'>,
): HostedSignInSettings => ({
  ...(google?.webClientId !== undefined && {
    google: { clientId: google.webClientId, secret: `youbet/${name}/google-secret` },
  }),
  ...(apple?.servicesId !== undefined && {
    apple: { servicesId: apple.servicesId, teamId: apple.teamId, keyId: apple.keyId, keySecret: appleKeyOf(name) },
  }),
  links: [APP_LINK, ...appLinks],
  pages: null,
});

/**
 * Sign-in in a browser of the local cloud. The server that stands for Google and Apple also answers for Cognito's pages what the emulator cannot.
 * A command line is an app too, whose link is an address of this machine.
 */
export const localHostedSignIn = (url: string): HostedSignInSettings => ({
  google: { clientId: 'youbet-google-web', secret: 'none' },
  apple: { servicesId: 'youbet-apple-web', teamId: 'LOCALTEAM0', keyId: 'LOCALKEY00', keySecret: 'none' },
  links: [APP_LINK, `${url}/signed-in`],
  pages: `${url}/cognito`,
});

/** The addresses of Google and Apple, with the apps of a configuration. */
const identityProvidersOf = (
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
      keySecret: appleKeyOf(name),
    },
  }),
});

/** The identity providers of the local cloud: one server of this machine, which stands for both (local/identity-provider). */
const localIdentityProviders = (url: string): IdentityProviderSettings => ({
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

/** The settings of sign-in by Google and Apple: by ID tokens of apps, and in a browser. */
export const providersOf = (name: string, configuration: Pick<Configuration, 'google' | 'apple' | 'appLinks'>) => ({
  identityProviders: identityProvidersOf(name, configuration),
  hostedSignIn: hostedSignInOf(name, configuration),
});

/** Those of the local cloud. @param url the server that stands for both */
export const localProviders = (url: string) => ({
  identityProviders: localIdentityProviders(url),
  hostedSignIn: localHostedSignIn(url),
});
