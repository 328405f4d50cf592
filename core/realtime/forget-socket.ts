import { removeSockets, takeConnection } from './sockets.store.ts';

/** Forgets a connection that is over: 2 WRU. Doing it twice does no harm. If it stops halfway, the next delivery finds the socket gone. */
export async function forgetSocket(connectionId: string): Promise<void> {
  const socket = await takeConnection(connectionId);
  if (socket) await removeSockets(socket.userId, [socket]);
}
