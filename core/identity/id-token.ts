import { errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { DomainError } from '#errors';
import { env } from '#platform/env';
import type { IdentityProvider } from '#schemas/identities';
import { normalise } from './address-rules.ts';
import { isOwnedBy } from './email-owner-rules.ts';
import { COGNITO_NAMES } from './hosted-settings.ts';
import { settingsOf, type TokenSettings } from './identity-provider-settings.ts';
import { isNonceOf } from './oauth-nonce.ts';
import { ProviderKeys } from './provider-keys.ts';

/** Seconds that a provider's clock may differ from ours. */
const TOLERANCE = 30;
/** Seconds after which an ID token is too old. It follows a nonce, which is good for ten minutes. */
const MOST_AGE = 900;
/** Seconds after which an ID token of Cognito's is too old. We get it in the moment in which it is made. */
const MOST_HOSTED_AGE = 60;

/** Apple gives truth values as texts too. */
const Truth = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const Claims = z.object({
  sub: z.string().min(1).max(255),
  // Of a token for several parties we could not tell which one asked.
  aud: z.string(),
  nonce: z.string().optional(),
  email: z.string().max(320).optional(),
  email_verified: Truth.optional(),
  hd: z.string().optional(),
});

/** The claims of an ID token of Cognito's pages. `sub` is Cognito's own name of its user. */
const HostedClaims = z.object({
  ...Claims.shape,
  token_use: z.literal('id'),
  'cognito:username': z.string().min(1).max(255),
  identities: z
    .array(z.object({ providerName: z.string().max(32), userId: z.string().min(1).max(255) }))
    .min(1)
    .max(10),
});
const REQUIRED = ['exp', 'iat', 'sub'];

/** A person as an identity provider knows them. */
export interface ProvenIdentity {
  readonly provider: IdentityProvider;
  /** Theirs for ever, and never anybody else's. */
  readonly subject: string;
  /** The client that asked, one of our audiences. */
  readonly audience: string;
  /** Verified by the provider, and normalised; null for none. `isOwned`: the provider itself gives it out. */
  readonly email: { readonly address: string; readonly isOwned: boolean } | null;
}

const keySets = new Map<string, ProviderKeys>();
const keysOf = (url: string): ProviderKeys => {
  const keys = keySets.get(url) ?? new ProviderKeys(url);
  keySets.set(url, keys);
  return keys;
};

/**
 * Verifies a JWT of an issuer: its key, algorithm, issuer, audience and times.
 * @param mostAge in seconds since it was issued
 * @throws UNAUTHENTICATED, the same for whatever is wrong; UNAVAILABLE while the keys of the issuer cannot be fetched
 */
export async function verifiedClaims(
  { issuers, audiences, keysUrl }: TokenSettings,
  token: string,
  { required, mostAge }: { readonly required: readonly string[]; readonly mostAge: number },
  now: Date,
) {
  try {
    const { payload } = await jwtVerify(token, keysOf(keysUrl).finder(now), {
      algorithms: ['RS256'],
      issuer: [...issuers],
      audience: [...audiences],
      currentDate: now,
      clockTolerance: TOLERANCE,
      maxTokenAge: mostAge,
      requiredClaims: [...required],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) throw notGood();
    throw error;
  }
}

/**
 * Verifies an ID token that answers a nonce of ours. The nonce is not spent by it.
 * @throws UNAUTHENTICATED, the same for whatever is wrong; CONFLICT where the provider is not set up; UNAVAILABLE while its keys cannot be fetched
 */
export async function verifyIdToken(
  provider: IdentityProvider,
  idToken: string,
  nonce: string,
  now: Date,
): Promise<ProvenIdentity> {
  const verified = await verifiedClaims(settingsOf(provider), idToken, { required: REQUIRED, mostAge: MOST_AGE }, now);
  const { data: claims } = Claims.safeParse(verified);
  if (!claims || !isNonceOf(nonce, claims.nonce)) throw notGood();
  return { provider, subject: claims.sub, audience: claims.aud, email: verifiedEmail(provider, claims) };
}

/** A person as Cognito's pages have proven them. */
interface HostedPerson {
  readonly proven: ProvenIdentity;
  /** Cognito's user: one of ours, once the account at the provider is linked to it. */
  readonly username: string;
}

/**
 * Verifies the ID token that Cognito's pages have given for a nonce of ours. The subject is that of the provider, which Cognito lists with the
 * others of the same user: two of one provider are refused, since the token does not tell which of them has signed in.
 * @throws UNAUTHENTICATED, the same for whatever is wrong; UNAVAILABLE while Cognito's keys cannot be fetched
 */
export async function verifyHostedToken(
  provider: IdentityProvider,
  idToken: string,
  { nonce, clientId }: { readonly nonce: string; readonly clientId: string },
  now: Date,
): Promise<HostedPerson> {
  const settings = { issuers: [env('TOKEN_ISSUER')], keysUrl: env('JWKS_URL'), audiences: [clientId] };
  const verified = await verifiedClaims(settings, idToken, { required: REQUIRED, mostAge: MOST_HOSTED_AGE }, now);
  const { data: claims } = HostedClaims.safeParse(verified);
  if (!claims || claims.nonce !== nonce) throw notGood();
  const [account, ...others] = claims.identities.filter(({ providerName }) => providerName === COGNITO_NAMES[provider]);
  if (!account || others.length > 0) throw notGood();
  return {
    proven: { provider, subject: account.userId, audience: claims.aud, email: verifiedEmail(provider, claims) },
    username: claims['cognito:username'],
  };
}

/** The address that a token names, if the provider has verified it and we could send to it. */
function verifiedEmail(
  provider: IdentityProvider,
  { email, email_verified, hd }: Pick<z.output<typeof Claims>, 'email' | 'email_verified' | 'hd'>,
): ProvenIdentity['email'] {
  const address = email !== undefined && email_verified === true ? normalOf(email) : null;
  return address === null ? null : { address, isOwned: isOwnedBy(provider, address, hd) };
}

/** The normal form of an e-mail address; null for one that we could not send to, which then proves nothing. */
function normalOf(email: string): string | null {
  try {
    return normalise('email', email);
  } catch {
    return null;
  }
}

const notGood = () =>
  new DomainError('UNAUTHENTICATED', 'This ID token is not good, or no longer. Ask for a new nonce, and sign in again.', {
    field: 'idToken',
  });
