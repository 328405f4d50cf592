import { connectionOf, forgetSockets } from './sockets.store.ts';

/** Forgets a connection that is over. Doing it twice does no harm. */
export async function forgetSocket(connectionId: string, now: Date): Promise<void> {
  const socket = await connectionOf(connectionId, now);
  if (socket) await forgetSockets(socket.userId, [socket], now);
}
