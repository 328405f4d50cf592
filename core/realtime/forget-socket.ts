import type { UserId } from '#schemas/common';
import { removeSocket, takeConnection } from './sockets.store.ts';

/**
 * Forgets a connection that is over: 2 WRU. Doing it twice does no harm. If it stops halfway, the next delivery finds the socket gone.
 * @returns the user who has no live socket left; null for one who has, and for a connection that was forgotten already
 */
export async function forgetSocket(connectionId: string, now: Date): Promise<UserId | null> {
  const socket = await takeConnection(connectionId);
  return socket && (await removeSocket(socket.userId, socket, now)) === 0 ? socket.userId : null;
}
