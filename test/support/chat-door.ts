import type { Context } from 'aws-lambda';
import type { User } from '#actor';
import type { ServerMessage } from '#schemas/messages';
import { handler as disconnect } from '../../lambdas/websocket/disconnect.ts';
import { handler } from '../../lambdas/websocket/messages.ts';
import type { SocketHub } from './chat-sockets.ts';

/** A frame that came over a socket, as API Gateway hands it to the door of messages. @returns the answer to its `requestId` */
export async function over(hub: SocketHub, connectionId: string, frame: object | string): Promise<ServerMessage | undefined> {
  const requestId = crypto.randomUUID();
  const body = typeof frame === 'string' ? frame : JSON.stringify({ requestId, ...frame });
  const event = { requestContext: { connectionId, requestId: 'gateway' }, body, isBase64Encoded: false };
  await handler(event as never, { awsRequestId: 'test' } as Context);
  return hub.answerTo(connectionId, requestId);
}

/** A person's open socket in a test: its connection, and the frames that go over it. */
export class ChatSocket {
  readonly connectionId: string;
  readonly #hub: SocketHub;
  private constructor(hub: SocketHub, connectionId: string) {
    this.#hub = hub;
    this.connectionId = connectionId;
  }
  static async open(hub: SocketHub, who: User, at: Date): Promise<ChatSocket> {
    return new ChatSocket(hub, await hub.open(who, at));
  }
  say(action: string, fields: object = {}): Promise<ServerMessage | undefined> {
    return over(this.#hub, this.connectionId, { action, ...fields });
  }
  /** Closes it, as the gateway reports it. */
  async close(): Promise<void> {
    const event = { requestContext: { connectionId: this.connectionId, eventType: 'DISCONNECT', requestId: 'gateway' } };
    await disconnect(event as never, { awsRequestId: 'test' } as Context);
  }
  taken(): ServerMessage[] {
    return this.#hub.taken(this.connectionId);
  }
}
