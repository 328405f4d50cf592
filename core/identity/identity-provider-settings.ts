import { DomainError } from '#errors';
import { env } from '#platform/env';
import { IdentityProvider } from '#schemas/identities';

/** The settings of an identity provider whose ID tokens are taken. */
export interface TokenSettings {
  /** The spellings of `iss`. */
  readonly issuers: readonly string[];
  /** The address of its public keys, a JWKS. */
  readonly keysUrl: string;
  /** Our apps as the provider knows them: the values of `aud` that are taken. */
  readonly audiences: readonly string[];
}

/** The settings of Apple also tell how a code is exchanged and a token revoked. */
export interface AppleSettings extends TokenSettings {
  readonly tokenUrl: string;
  readonly revokeUrl: string;
  readonly teamId: string;
  readonly keyId: string;
  /** The secret of Secrets Manager with the private key, in PEM. */
  readonly keySecret: string;
}

/** The identity providers of this environment (lib/environments.ts): none, one or both. */
export interface IdentityProviderSettings {
  readonly google?: TokenSettings;
  readonly apple?: AppleSettings;
}

const providers = (): IdentityProviderSettings => JSON.parse(env('IDENTITY_PROVIDERS')) as IdentityProviderSettings;

/** @throws CONFLICT where the environment has no such provider */
export function settingsOf<P extends IdentityProvider>(provider: P): NonNullable<IdentityProviderSettings[P]> {
  const settings = providers()[provider];
  if (!settings)
    throw new DomainError('CONFLICT', `Sign-in by ${NAMES[provider]} is not set up here. Sign in with a code.`, {
      field: 'provider',
    });
  return settings;
}

/** @throws NOT_FOUND for a text that names no provider */
export function providerNamed(text: string): IdentityProvider {
  const { data } = IdentityProvider.safeParse(text);
  if (data === undefined) throw new DomainError('NOT_FOUND', 'Nobody signs in by this provider: there are apple and google.');
  return data;
}

/** Their names as people know them. */
export const NAMES: Readonly<Record<IdentityProvider, string>> = { google: 'Google', apple: 'Apple' };
