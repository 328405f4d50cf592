import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { GoneException } from '@aws-sdk/client-apigatewaymanagementapi';
import type { Context } from 'aws-lambda';
import type { User } from '#actor';
import { listMessages, syncConversations } from '#core/messaging';
import { issueSocketTicket, openSocket } from '#core/realtime';
import { ListMessages } from '#schemas/chat-messages';
import type { ConversationId } from '#schemas/common';
import type { ServerMessage } from '#schemas/messages';
import { SyncConversations } from '#schemas/sync';
import type { ChatTransport } from '../../client/chat-client.ts';
import { gateway } from '../../core/realtime/gateway.ts';
import { handler as disconnect } from '../../lambdas/websocket/disconnect.ts';
import { handler as messages } from '../../lambdas/websocket/messages.ts';

/** One invocation of a function. After its death none of its calls is made. */
interface Life {
  isDead: boolean;
}
const lives = new AsyncLocalStorage<Life>();
const died = () => new Error('this process is dead');

/** Runs one invocation. */
export const invoke = <T>(run: () => Promise<T>): Promise<T> => lives.run({ isDead: false }, run);
/** Ends the invocation that runs now. @throws always */
export function die(): never {
  const life = lives.getStore();
  if (life) life.isDead = true;
  throw died();
}
/** @throws in an invocation that has ended */
export function assertLiving(): void {
  if (lives.getStore()?.isDead) throw died();
}

interface Told {
  message(message: ServerMessage): void;
  end(): void;
}

/** API Gateway in this process: sockets that work or are gone. */
export class ChatNetwork {
  readonly #open = new Map<string, Told>();
  killed = 0;
  constructor() {
    gateway.inject({
      send: async (command) => {
        assertLiving();
        const { ConnectionId = '', Data } = command.input as { ConnectionId?: string; Data?: string };
        const on = this.#open.get(ConnectionId);
        if (!on) throw new GoneException({ message: 'Gone', $metadata: {} });
        if (Data === undefined) return void this.kill(ConnectionId);
        const message = JSON.parse(Data) as ServerMessage;
        setImmediate(() => on.message(message));
        return {};
      },
    });
  }

  get ids(): string[] {
    return [...this.#open.keys()];
  }

  /** Ends a socket without a word, as a lost network does; the gateway reports it, perhaps. */
  kill(id: string, isReported = true): void {
    this.killed++;
    const on = this.#open.get(id);
    this.#open.delete(id);
    on?.end();
    const event = { requestContext: { connectionId: id, eventType: 'DISCONNECT', requestId: 'gateway' } };
    if (isReported) invoke(async () => disconnect(event as never, { awsRequestId: 'test' } as Context)).catch(() => undefined);
  }

  /** The calls of somebody's phone, each an invocation. */
  transportOf(user: User): ChatTransport {
    return {
      ticket: () => invoke(() => issueSocketTicket(user, new Date())),
      open: async ({ ticket }, on) => {
        const id = randomUUID();
        await invoke(() => openSocket(ticket, id, new Date()));
        this.#open.set(id, on);
        return {
          close: () => this.kill(id),
          send: (body) => {
            if (!this.#open.has(id)) return;
            const event = { requestContext: { connectionId: id, requestId: 'gateway' }, body, isBase64Encoded: false };
            // A function that dies leaves its client without an answer.
            invoke(async () => messages(event as never, { awsRequestId: 'test' } as Context)).catch(() => undefined);
          },
        };
      },
      entries: (id, after) =>
        invoke(() => listMessages(user, id as ConversationId, ListMessages.query.parse({ after: String(after) }), new Date())),
      // The reply as a client gets it, without the marks of our types.
      sync: (known, cursor) =>
        invoke(async () => {
          const body = SyncConversations.body.parse({ known, ...(cursor && { cursor }) });
          return (await syncConversations(user, body, new Date())) as never;
        }),
    };
  }
}
