import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Public, User, Viewer } from '#actor';
import { networkOf } from '#core/limits';
import type { Claims } from './verify-token.ts';

/**
 * Identifies the caller. On a route that needs a user the gateway has verified the token; elsewhere a token is verified here, so that a
 * signed-in reader is limited as a user.
 * @throws UNAUTHENTICATED for an invalid token
 */
export async function identify(event: APIGatewayProxyEventV2): Promise<Viewer> {
  const claims = (event as Partial<APIGatewayProxyEventV2WithJWTAuthorizer>).requestContext?.authorizer?.jwt?.claims;
  if (claims) return userOf(claims);
  const bearer = event.headers.authorization;
  if (bearer === undefined) return anonymous(event);
  // Most calls need no verifier, and loading it takes a good part of a cold start.
  const { verified } = await import('./verify-token.ts');
  return userOf(await verified(bearer.replace(/^Bearer /i, '')));
}

/** The actor of a call without a token. */
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
