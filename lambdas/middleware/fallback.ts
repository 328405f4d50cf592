import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { DomainError } from '#errors';
import { note, observe } from './observe.ts';
import { refusal } from './reply.ts';

/** The gateway's `$default` route: every request that no contract names. It also catches OPTIONS, which gets an empty 204. */
export const fallback = (door: string) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observe(door))
    .handler(async ({ requestContext: { http } }) => {
      if (http.method === 'OPTIONS') return { statusCode: 204 };
      note({ status: 404, method: http.method });
      return refusal(new DomainError('NOT_FOUND', 'There is nothing here.'));
    });
