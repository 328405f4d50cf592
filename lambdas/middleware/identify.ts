import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Public, User, Viewer } from '#actor';
import { networkOf, type TokenOrigin } from '#core/limits';
import { DomainError } from '#errors';
import { placeOfCall } from './place.ts';
import type { Claims } from './verify-token.ts';

/** The caller of a route, before the call is counted. */
export interface RouteCaller {
  readonly actor: Viewer;
  /** The claims of the caller's valid token that an ended session is known by; null without such a token. */
  readonly token: TokenOrigin | null;
  /** The refusal of the token that came with the call. The call counts for its network before it is refused. */
  readonly refusal: DomainError | null;
}

/**
 * Identifies the caller. On a route that needs a user the gateway has verified the token; elsewhere a token is verified here, so that a
 * signed-in reader is limited as a user.
 */
export async function identify(event: APIGatewayProxyEventV2): Promise<RouteCaller> {
  const claims = (event as Partial<APIGatewayProxyEventV2WithJWTAuthorizer>).requestContext?.authorizer?.jwt?.claims;
  if (claims) return callerOf(claims, event);
  const bearer = event.headers.authorization;
  if (bearer === undefined) return withoutToken(event);
  // Most calls need no verifier, and loading it takes a good part of a cold start.
  const { verified } = await import('./verify-token.ts');
  return verified(bearer.replace(/^Bearer /i, '')).then(
    (claims) => callerOf(claims, event),
    (refusal) => {
      if (!(refusal instanceof DomainError)) throw refusal;
      return { ...withoutToken(event), refusal };
    },
  );
}

/** A caller who is known by the network alone. */
export const withoutToken = (event: APIGatewayProxyEventV2): RouteCaller => {
  const { address, region } = placeOfCall(event);
  const actor: Public = { kind: 'public', address: networkOf(address), region };
  return { actor, token: null, refusal: null };
};

/** The caller's network: behind the edge as the edge saw it, else as API Gateway did. */
export const networkAddress = (event: APIGatewayProxyEventV2): string => networkOf(placeOfCall(event).address);

/** The gateway gives each claim as text. A token without a sign-in counts as older than any. */
function callerOf(claims: Claims, event: APIGatewayProxyEventV2): RouteCaller {
  const token = { origin: String(claims.origin_jti ?? ''), authTime: Number(claims.auth_time ?? 0) };
  const actor: User = {
    kind: 'user',
    userId: claims.userId as User['userId'],
    role: claims.role as User['role'],
    tier: claims.tier as User['tier'],
    origin: token.origin,
    provenAt: token.authTime,
    region: placeOfCall(event).region,
    ...(claims.age !== undefined && { age: Number(claims.age) }),
    ...(claims.region !== undefined && { declaredRegion: String(claims.region) }),
    ...(claims.excludedUntil !== undefined && { excludedUntil: String(claims.excludedUntil) }),
    ...(claims.limitsStakes !== undefined && { limitsStakes: true }),
    ...(claims.terms !== undefined && { terms: String(claims.terms) }),
    bans: {
      ...(claims.postingBan !== undefined && { posting: String(claims.postingBan) }),
      ...(claims.messagingBan !== undefined && { messaging: String(claims.messagingBan) }),
    },
  };
  return { actor, token, refusal: null };
}
