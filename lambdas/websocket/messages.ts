import { messages } from '../middleware/socket.ts';

export const handler = messages({
  ping: async ({ requestId }, _sender, now) => ({ type: 'pong', requestId, at: now.toISOString() }),
});
