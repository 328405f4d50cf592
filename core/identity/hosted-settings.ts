import { DomainError } from '#errors';
import { env } from '#platform/env';
import type { IdentityProvider } from '#schemas/identities';
import { NAMES } from './identity-provider-settings.ts';

/** The settings of sign-in by Cognito's pages (lib/constructs/hosted-sign-in.ts). */
export interface HostedSettings {
  /** The providers that the pages know: none, one or both. */
  readonly providers: readonly IdentityProvider[];
  /** The address of the pages; empty without a provider, as is the client. */
  readonly url: string;
  /** The app client of the pages. */
  readonly clientId: string;
  /** The links into our apps at which a sign-in may end. */
  readonly links: readonly string[];
  /** True where browsers reach us by TLS alone, so that the cookie is bound to our host by its prefix. */
  readonly isSecure: boolean;
}

export const hostedSettings = (): HostedSettings => JSON.parse(env('HOSTED_SIGN_IN')) as HostedSettings;

/** @throws CONFLICT where the pages know no such provider */
export function hostedSettingsOf(provider: IdentityProvider): HostedSettings {
  const settings = hostedSettings();
  if (!settings.providers.includes(provider))
    throw new DomainError('CONFLICT', `Sign-in by ${NAMES[provider]} in a browser is not set up here. Sign in with a code.`, {
      field: 'provider',
    });
  return settings;
}

/** The names that Cognito has for the providers. A user of its own is called `Google_<subject>`. */
export const COGNITO_NAMES: Readonly<Record<IdentityProvider, string>> = { google: 'Google', apple: 'SignInWithApple' };

/** The address at which the pages send a browser back. */
export const callbackOf = (provider: IdentityProvider): string => `${env('API_URL')}/api/v1/auth/oauth/${provider}/callback`;
