import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { note, observe } from './observe.ts';
import { reply } from './route.ts';

/** The gateway's `$default` route: what no contract names. It also catches OPTIONS, which gets an empty 204. */
export const fallback = (door: string) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observe(door))
    .handler(async ({ requestContext: { http } }) => {
      if (http.method === 'OPTIONS') return { statusCode: 204 };
      note({ status: 404, method: http.method });
      const error = { code: 'NOT_FOUND', message: 'There is nothing here.', details: {} };
      return reply(404, { success: false, error, meta: { timestamp: new Date().toISOString() } });
    });
