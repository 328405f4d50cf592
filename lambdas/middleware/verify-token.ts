import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { JwtVerifier } from 'aws-jwt-verify/jwt-verifier';
import { DomainError } from '#errors';
import { env } from '#platform/env';

/** The scope that only our pre-token trigger gives, after the checks of core/identity. */
const SCOPE = 'youbet/user';

export type Claims = Readonly<Record<string, unknown>>;

let verifier: { verify(token: string): Promise<Claims> } | undefined;

/** The claims of a valid token. @throws UNAUTHENTICATED for a token that is not ours, or has expired */
export async function verified(token: string): Promise<Claims> {
  verifier ??= JwtVerifier.create(
    {
      issuer: env('TOKEN_ISSUER'),
      audience: null,
      jwksUri: env('JWKS_URL'),
      customJwtCheck: ({ payload }) => assertOurs(payload),
    },
    { jwksCache: new SimpleJwksCache({ fetcher: { fetch: keysAt } }) },
  );
  try {
    return await verifier.verify(token);
  } catch {
    throw new DomainError('UNAUTHENTICATED', 'This access token is not valid, or no longer.');
  }
}

function assertOurs(payload: Claims): void {
  const scopes = String(payload.scope ?? '').split(' ');
  if (payload.token_use !== 'access' || payload.client_id !== env('USER_POOL_CLIENT_ID') || !scopes.includes(SCOPE))
    throw new Error('not ours');
}

/** Fetches the public keys. The library's own fetcher refuses http, which the local cloud uses. */
const keysAt = async (uri: string): Promise<ArrayBuffer> => {
  const response = await fetch(uri, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) throw new Error(`keys answered ${response.status}`);
  return response.arrayBuffer();
};
