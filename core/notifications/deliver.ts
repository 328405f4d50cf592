/**
 * The delivery queues: critical, standard, low. A message that comes again does no harm: a notification has the id by which clients drop it,
 * and what is closed stays closed.
 */
import { closeConnection, closeSockets, sendToSockets } from '#core/realtime';
import type { UserId } from '#schemas/common';
import { NOTIFICATIONS, type Notification, type NotificationChannel } from '#schemas/messages';
import type { Delivery } from './delivery.ts';

const CHANNELS: Readonly<Record<NotificationChannel, (userId: UserId, notification: Notification, now: Date) => Promise<void>>> =
  {
    socket: sendToSockets,
  };

/** @throws to have the message delivered again */
export async function deliver(delivery: Delivery, now: Date): Promise<void> {
  if (delivery.task === 'close-sockets') return closeSockets(delivery.userId, delivery.origin, delivery.at, now);
  if (delivery.task === 'close-connection') return void (await closeConnection(delivery.connectionId));
  const { userId, notification } = delivery;
  await Promise.all(NOTIFICATIONS[notification.type].channels.map((channel) => CHANNELS[channel](userId, notification, now)));
}
