import { errors, jwtVerify } from 'jose';
import * as z from 'zod';
import { DomainError } from '#errors';
import type { IdentityProvider } from '#schemas/identities';
import { normalise } from './address-rules.ts';
import { isOwnedBy } from './email-owner-rules.ts';
import { settingsOf } from './identity-provider-settings.ts';
import { isNonceOf } from './oauth-nonce.ts';
import { ProviderKeys } from './provider-keys.ts';

/** Seconds that a provider's clock may differ from ours. */
const TOLERANCE = 30;
/** Seconds after which an ID token is too old. It follows a nonce, which is good for ten minutes. */
const MOST_AGE = 900;

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
 * Verifies a JWT of a provider: its key, algorithm, issuer, audience and times.
 * @param mostAge in seconds since it was issued
 * @throws UNAUTHENTICATED, the same for whatever is wrong; CONFLICT where the provider is not set up; UNAVAILABLE while its keys cannot be fetched
 */
export async function verifiedClaims(
  provider: IdentityProvider,
  token: string,
  { required, mostAge }: { readonly required: readonly string[]; readonly mostAge: number },
  now: Date,
) {
  const { issuers, audiences, keysUrl } = settingsOf(provider);
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
  const verified = await verifiedClaims(provider, idToken, { required: ['exp', 'iat', 'sub'], mostAge: MOST_AGE }, now);
  const { data: claims } = Claims.safeParse(verified);
  if (!claims || !isNonceOf(nonce, claims.nonce)) throw notGood();
  const address = claims.email !== undefined && claims.email_verified === true ? normalOf(claims.email) : null;
  return {
    provider,
    subject: claims.sub,
    audience: claims.aud,
    email: address === null ? null : { address, isOwned: isOwnedBy(provider, address, claims.hd) },
  };
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
