import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { type Sender, senderOf, tell } from '#core/realtime';
import { DomainError } from '#errors';
import { ERROR_STATUS } from '#schemas/errors';
import { ClientMessage, RequestId, type ServerMessage } from '#schemas/messages';
import { check, jsonObject, shownOf, textOf } from './input.ts';
import { note, observe } from './observe.ts';

type SocketEvent = APIGatewayProxyWebsocketEventV2;
type SocketMiddleware = MiddlewareObj<SocketEvent, APIGatewayProxyStructuredResultV2>;

/** What a socket's coming or going is about. */
export interface Handshake {
  readonly connectionId: string;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
}

/**
 * $connect and $disconnect. Of a refusal the client sees the status alone, since a handshake carries no more. A message whose action is
 * the name of such a route also comes here, and goes no further.
 */
export const handshake = (type: 'CONNECT' | 'DISCONNECT', run: (call: Handshake) => Promise<void>) =>
  middy<SocketEvent, APIGatewayProxyStructuredResultV2>()
    .use(observe(type.toLowerCase()))
    .use(refuseByStatus())
    .handler(async ({ requestContext: { connectionId, eventType }, queryStringParameters }) => {
      if (eventType !== type) throw new DomainError('INVALID_INPUT', 'This is a message.');
      await run({ connectionId, query: queryStringParameters ?? {}, now: new Date() });
      return { statusCode: 200 };
    });

const refuseByStatus = (): SocketMiddleware => ({
  onError: (request) => {
    const code = request.error instanceof DomainError ? request.error.code : 'INTERNAL';
    note({ code });
    request.response = { statusCode: ERROR_STATUS[code] };
  },
});

type Of<A extends ClientMessage['action']> = Extract<ClientMessage, { action: A }>;
/** An answer for every action, or it does not compile. */
export type Answers = {
  readonly [A in ClientMessage['action']]: (message: Of<A>, sender: Sender, now: Date) => Promise<ServerMessage>;
};

/** What comes in over a socket: a table of action -> answer. Whatever is wrong with a message, its socket stays open. */
export const messages = (answers: Answers) =>
  middy<SocketEvent, APIGatewayProxyStructuredResultV2>()
    .use(observe('messages'))
    .use(refuseByMessage())
    .handler(async (event) => {
      const { connectionId } = event.requestContext;
      const now = new Date();
      const sender = await senderOf(connectionId, now);
      note({ userId: sender.userId });
      const message = check(ClientMessage, frameOf(event));
      note({ action: message.action });
      await tell(connectionId, await answers[message.action](message, sender, now));
      return { statusCode: 200 };
    });

const refuseByMessage = (): SocketMiddleware => ({
  onError: async (request) => {
    const { connectionId, requestId: invocation } = request.event.requestContext;
    const { code, message, details = {} } = shownOf(request.error, invocation);
    note({ code });
    await tell(connectionId, { type: 'error', requestId: requestIdOf(request.event), error: { code, message, details } });
    request.response = { statusCode: 200 };
  },
});

const frameOf = (event: SocketEvent): object => jsonObject(textOf(event), 'message');

/** What a refusal can be matched by, as far as the message says it. */
function requestIdOf(event: SocketEvent): string | null {
  try {
    return RequestId.safeParse((frameOf(event) as { requestId?: unknown }).requestId).data ?? null;
  } catch {
    return null;
  }
}
