import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { User } from '../../core/actor.ts';
import type { Contract, ReplyData } from '../../schemas/contract.ts';
import { CURRENT_TERMS, termsText } from '../../schemas/terms.ts';

export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The user whom the gateway's authorizer let through. */
  readonly as?: User;
  /** The sign-in of the token, in epoch seconds; null for a token without one. When left out, it is now, which is a step-up. */
  readonly authTime?: number | null;
  /** The caller's address, as the gateway sees it. */
  readonly ip?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the browser, each `name=value`. */
  readonly cookies?: readonly string[];
}

/** The event that API Gateway hands to a route's function. */
export function httpEvent({ method, path }: Pick<Contract, 'method' | 'path'>, asked: Asked = {}): APIGatewayProxyEventV2 {
  const { params, query, body, as, authTime = Math.floor(Date.now() / 1000), ip = '192.0.2.1', headers = {}, cookies } = asked;
  const rawPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent((params?.[name] ?? '').toWellFormed()));
  const claims = as && {
    userId: as.userId,
    role: as.role,
    tier: as.tier,
    origin_jti: as.origin,
    terms: as.terms ?? termsText(CURRENT_TERMS),
    age: String(as.age ?? 36),
    ...(as.declaredRegion !== undefined && { region: as.declaredRegion }),
    ...(as.excludedUntil !== undefined && { excludedUntil: as.excludedUntil }),
    ...(as.limitsStakes && { limitsStakes: 'true' }),
    ...(authTime !== null && { auth_time: String(authTime) }),
  };
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(cookies && { cookies: [...cookies] }),
    ...(params && { pathParameters: params }),
    ...(query && { queryStringParameters: query }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'test',
      domainPrefix: 'test',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: ip, userAgent: 'test' },
      requestId: randomUUID(),
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '',
      timeEpoch: Date.now(),
      ...(claims && { authorizer: { jwt: { claims, scopes: ['youbet/user'] } } }),
    },
  };
}

/** A door's reply, a JSON body read. */
export interface Replied<Data> {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The headers `Set-Cookie`. */
  readonly cookies: readonly string[];
  /** The body as it came; undefined for none. */
  readonly text: string | undefined;
  readonly data: Data;
  readonly error: { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
}

type Door = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/** Calls a door in this process, as the gateway would. */
export async function ask<const C extends Contract>(door: Door, contract: C, asked: Asked = {}): Promise<Replied<ReplyData<C>>> {
  const context = { awsRequestId: randomUUID() } as Context;
  const { statusCode = 200, headers = {}, cookies = [], body } = await door(httpEvent(contract, asked), context);
  const isJson = headers['content-type'] === 'application/json';
  return { status: statusCode, headers, cookies, text: body, ...(isJson && JSON.parse(body ?? '')) };
}
