import { ListMessages } from '../../schemas/chat-messages.ts';
import { ConversationId } from '../../schemas/common.ts';
import { ServerMessage } from '../../schemas/messages.ts';
import { IssueTicket } from '../../schemas/realtime.ts';
import { SyncConversations } from '../../schemas/sync.ts';
import type { apiClient, Caller } from './api.ts';
import type { ChatTransport } from './chat-client.ts';

/** The calls of the reference client of conversations to a stack. Each message is checked against schemas/messages.ts. */
export const chatTransport = (
  { call }: Pick<ReturnType<typeof apiClient>, 'call'>,
  wsUrl: () => string,
  as: Caller,
): ChatTransport => ({
  ticket: async () => (await call(IssueTicket, { as })).ticket,
  async open(ticket, on) {
    const socket = new WebSocket(`${wsUrl()}?ticket=${encodeURIComponent(ticket)}`);
    socket.addEventListener('message', ({ data }) => on.message(ServerMessage.parse(JSON.parse(String(data)))));
    socket.addEventListener('close', () => on.end());
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error('the socket was refused')), { once: true });
    });
    return { send: (text) => socket.send(text), close: () => socket.close() };
  },
  entries: (id, after) => call(ListMessages, { as, params: { conversationId: ConversationId.parse(id) }, query: { after } }),
  sync: (known, cursor) => call(SyncConversations, { as, body: { known, ...(cursor !== null && { cursor }) } }),
});
