import { ChatClient, type ChatEvents, type ChatTransport } from './chat-client.ts';
import type { Client } from './client.ts';
import { YouBetError } from './error.ts';
import { IssueTicket, ListMessages, SyncConversations } from './generated/routes.ts';
import type { ServerMessage } from './generated/types.ts';

export interface SocketOptions {
  readonly WebSocket?: typeof WebSocket;
}

/** The calls of conversations over a client's session, and over sockets. */
const transportOf = ({ call }: Pick<Client, 'call'>, { WebSocket: Socket = WebSocket }: SocketOptions): ChatTransport => ({
  ticket: () => call(IssueTicket, { repeatable: true }),

  open: ({ url }, on) =>
    new Promise((resolve, reject) => {
      const socket = new Socket(url);
      let isOpen = false;
      socket.onmessage = ({ data }) => {
        const message = messageOf(data);
        if (message) on.message(message);
      };
      socket.onopen = () => {
        isOpen = true;
        resolve({ send: (text) => socket.send(text), close: () => socket.close() });
      };
      // React Native tells the end of a refused handshake by either event.
      socket.onerror = () => reject(new YouBetError('the socket was refused', { code: 'NETWORK' }));
      socket.onclose = () => {
        if (isOpen) on.end();
        else reject(new YouBetError('the socket was refused', { code: 'NETWORK' }));
      };
    }),

  entries: (conversationId, after) => call(ListMessages, { params: { conversationId }, query: { after } }),
  sync: (known, cursor) => call(SyncConversations, { body: { known, ...(cursor !== null && { cursor }) }, repeatable: true }),
});

/** The message of a frame; undefined for a frame that is none. */
function messageOf(data: unknown): ServerMessage | undefined {
  try {
    const message = JSON.parse(String(data)) as ServerMessage | null;
    return typeof message?.type === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

/** The conversations of the person whose session a client has. Its caller starts it, with the numbers that the device kept, and stops it. */
export const chatOf = (client: Pick<Client, 'call'>, events: ChatEvents = {}, options: SocketOptions = {}): ChatClient =>
  new ChatClient(transportOf(client, options), events);
