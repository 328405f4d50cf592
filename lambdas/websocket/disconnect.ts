import { leave } from '#core/messaging';
import { forgetSocket } from '#core/realtime';
import { handshake } from '../middleware/handshake.ts';

/** API Gateway tries once to report a closed socket. Otherwise the next delivery finds it gone, or it expires. */
export const handler = handshake('DISCONNECT', async ({ connectionId, now }) => {
  const userId = await forgetSocket(connectionId, now);
  if (userId !== null) await leave(userId, now);
});
