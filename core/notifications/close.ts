/** The critical queue. A message that comes again does no harm: what is closed stays closed, and what is forgotten is not there. */
import { closeConnection, closeSockets } from '#core/realtime';
import type { ClosingMessage } from './delivery.ts';
import { forgetDevicesOf } from './register-device.ts';

/** Ends the sockets of a session, and the mobile pushes to its device; or one socket. @throws to have the message delivered again */
export async function close(closing: ClosingMessage, now: Date): Promise<void> {
  if (closing.task === 'close-connection') return void (await closeConnection(closing.connectionId));
  const { userId, origin, at } = closing;
  await Promise.all([closeSockets(userId, origin, at, now), forgetDevicesOf(userId, origin, at, now)]);
}
