import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { DomainError } from '#errors';
import { ERROR_STATUS } from '#schemas/errors';
import { noteFailure, observe } from './observe.ts';

/** An opening or closing socket. */
interface Handshake {
  readonly connectionId: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

/**
 * The door of $connect or $disconnect. A refusal shows the client the status alone, since a handshake carries no more. A message whose
 * action is the name of such a route also comes here, and is refused.
 */
export const handshake = (type: 'CONNECT' | 'DISCONNECT', run: (call: Handshake) => Promise<void>) =>
  middy<APIGatewayProxyWebsocketEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observe(type.toLowerCase()))
    .handler(async ({ requestContext: { connectionId, eventType }, queryStringParameters }) => {
      try {
        if (eventType !== type) throw new DomainError('INVALID_INPUT', 'This is a message.');
        await run({ connectionId, query: queryStringParameters ?? {}, now: new Date() });
        return { statusCode: 200 };
      } catch (error) {
        const code = error instanceof DomainError ? error.code : 'INTERNAL';
        noteFailure(error, code);
        return { statusCode: ERROR_STATUS[code] };
      }
    });
