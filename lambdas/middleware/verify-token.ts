import { JwksValidationError, JwkValidationError, WaitPeriodNotYetEndedJwkError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { decomposeUnverifiedJwt } from 'aws-jwt-verify/jwt';
import { JwtVerifier } from 'aws-jwt-verify/jwt-verifier';
import { DomainError } from '#errors';
import { env } from '#platform/env';

/** The scope that only our pre-token trigger gives, after the checks of core/identity. */
const SCOPE = 'youbet/user';
/** Seconds after which a client may try again a token that could not be checked. */
const RETRY_AFTER = 5;

export type Claims = Readonly<Record<string, unknown>>;

/** The key set could not be fetched, or what came is none. The keys that were fetched before stay. */
class KeysUnavailable extends Error {}

let verifier: { verify(token: string): Promise<Claims> } | undefined;

/**
 * The claims of a valid token.
 * @throws UNAUTHENTICATED for a token that is not ours, or has expired; UNAVAILABLE for one that looks like ours while the keys to check
 * it cannot be fetched, so that a client does not sign out
 */
export async function verified(token: string): Promise<Claims> {
  verifier ??= JwtVerifier.create(
    { issuer: env('TOKEN_ISSUER'), audience: null, jwksUri: env('JWKS_URL') },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: keysAt } }) },
  );
  try {
    // A text that cannot be ours makes us fetch nothing.
    assertOurs(decomposeUnverifiedJwt(token).payload);
    const claims = await verifier.verify(token);
    return claims;
  } catch (error) {
    if (isAboutKeys(error)) {
      const details = { retryAfter: RETRY_AFTER };
      throw new DomainError('UNAVAILABLE', `Tokens cannot be checked right now. Try again in ${RETRY_AFTER} s.`, details);
    }
    throw new DomainError('UNAUTHENTICATED', 'This access token is not valid, or no longer.');
  }
}

const isAboutKeys = (error: unknown): boolean =>
  [KeysUnavailable, JwksValidationError, JwkValidationError, WaitPeriodNotYetEndedJwkError].some((kind) => error instanceof kind);

function assertOurs(payload: Claims): void {
  const scopes = String(payload.scope ?? '').split(' ');
  if (payload.iss !== env('TOKEN_ISSUER')) throw new Error('not ours');
  if (payload.token_use !== 'access' || payload.client_id !== env('USER_POOL_CLIENT_ID') || !scopes.includes(SCOPE))
    throw new Error('not ours');
}

/**
 * Fetches the public keys. The library's own fetcher refuses http, which the local cloud uses. A set without keys would take the place of the
 * keys that we have, so it counts as a failure.
 */
async function keysAt(uri: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(uri, { signal: AbortSignal.timeout(2_000) });
    const bytes = await response.arrayBuffer();
    const { keys } = JSON.parse(Buffer.from(bytes).toString()) as { keys?: unknown };
    if (!response.ok || !Array.isArray(keys) || keys.length === 0) throw new Error(`no keys under status ${response.status}`);
    return bytes;
  } catch (error) {
    throw new KeysUnavailable((error as Error).message);
  }
}
