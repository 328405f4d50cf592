import { JwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Public, User, Viewer } from '#actor';
import { networkOf } from '#core/limits';
import { DomainError } from '#errors';
import { env } from '#platform/env';

/** The scope that only our pre-token trigger gives: a token without it never passed the checks of core/identity. */
const SCOPE = 'youbet/user';

type Claims = Readonly<Record<string, unknown>>;

/**
 * Who calls. On a route that needs a user the gateway has verified the token already; elsewhere a token is verified here, so that a
 * signed-in reader is limited as a user.
 * @throws UNAUTHENTICATED for a token that does not hold
 */
export async function identify(event: APIGatewayProxyEventV2): Promise<Viewer> {
  const claims = (event as Partial<APIGatewayProxyEventV2WithJWTAuthorizer>).requestContext?.authorizer?.jwt?.claims;
  if (claims) return userOf(claims);
  const bearer = event.headers.authorization;
  if (bearer === undefined) return anonymous(event);
  return userOf(await verified(bearer.replace(/^Bearer /i, '')));
}

/** Somebody without a token. */
export const anonymous = (event: APIGatewayProxyEventV2): Public => ({ kind: 'public', address: networkAddress(event) });

/** The caller's network as API Gateway saw it. */
export const networkAddress = (event: APIGatewayProxyEventV2): string => networkOf(event.requestContext.http.sourceIp);

function userOf(claims: Claims): User {
  return {
    kind: 'user',
    userId: claims.userId as User['userId'],
    role: claims.role as User['role'],
    tier: claims.tier as User['tier'],
    origin: String(claims.origin_jti ?? ''),
  };
}

let verifier: { verify(token: string): Promise<Claims> } | undefined;

async function verified(token: string): Promise<Claims> {
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

/** The library's own fetcher refuses http, which the local cloud speaks. */
const keysAt = async (uri: string): Promise<ArrayBuffer> => {
  const response = await fetch(uri, { signal: AbortSignal.timeout(2_000) });
  if (!response.ok) throw new Error(`keys answered ${response.status}`);
  return response.arrayBuffer();
};
