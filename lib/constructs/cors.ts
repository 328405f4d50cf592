import { Duration } from 'aws-cdk-lib';
import type { CorsHttpMethod, CorsPreflightOptions } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ResponseHeadersCorsBehavior } from 'aws-cdk-lib/aws-cloudfront';
import { METHODS } from '#schemas/paths';

/** The headers that an app sends. */
const SENT = ['authorization', 'content-type', 'idempotency-key', 'if-none-match'];
/** The headers of a reply that an app reads, beside those that every page may read. */
const READ = [
  ...['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after'],
  ...['etag', 'idempotency-replayed', 'allow'],
];
/** Browsers ask again after two hours at most: https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age */
const KEPT = Duration.hours(2);
const USED = [...new Set(Object.values(METHODS).flatMap((methods) => methods.split(', ')))].toSorted();

/**
 * The answer of the gateway to a browser that asks for a page of another origin. Calls carry their token in a header, and no cookie, so no
 * credentials are allowed. @param origins of web apps; without one no page may call the API
 */
export const preflightOf = (origins: readonly string[]): CorsPreflightOptions | undefined =>
  origins.length === 0
    ? undefined
    : {
        allowOrigins: [...origins],
        allowMethods: USED as CorsHttpMethod[],
        allowHeaders: SENT,
        exposeHeaders: READ,
        maxAge: KEPT,
      };

/**
 * The same on every reply that leaves the edge. API Gateway adds its headers to replies of functions alone, so that a page could not read a 401
 * of the authorizer or a 429 of a throttle, and would take it for a lost connection.
 */
export const corsAtEdge = (origins: readonly string[]): ResponseHeadersCorsBehavior | undefined =>
  origins.length === 0
    ? undefined
    : {
        accessControlAllowOrigins: [...origins],
        accessControlAllowMethods: USED,
        accessControlAllowHeaders: SENT,
        accessControlExposeHeaders: READ,
        accessControlMaxAge: KEPT,
        accessControlAllowCredentials: false,
        originOverride: true,
      };
