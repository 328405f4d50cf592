import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { DomainError } from '#errors';
import { METHODS } from '#schemas/paths';
import { note, observe } from './observe.ts';
import { refusal } from './reply.ts';

const PATHS = Object.entries(METHODS).map(([path, methods]) => {
  const pattern = path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+');
  return { pattern: new RegExp(`^${pattern}$`), methods };
});

/**
 * The gateway's `$default` route: every request that no contract names. A path that has other methods is answered with 405 and `Allow`, and
 * OPTIONS with an empty 204.
 */
export const fallback = (door: string) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observe(door))
    .handler(async ({ rawPath, requestContext: { http } }) => {
      if (http.method === 'OPTIONS') return { statusCode: 204 };
      const allow = PATHS.find(({ pattern }) => pattern.test(rawPath))?.methods;
      note({ status: allow ? 405 : 404, method: http.method });
      if (allow === undefined) return refusal(new DomainError('NOT_FOUND', 'There is nothing here.'));
      const refused = refusal(new DomainError('METHOD_NOT_ALLOWED', `This path takes ${allow}.`));
      return { ...refused, headers: { ...refused.headers, allow } };
    });
