import type { UserId } from '#schemas/common';
import { NOTIFICATIONS, type NotificationBody, type Priority } from '#schemas/messages';
import { type Delivery, sendDeliveries } from './delivery.ts';
import { notificationOf } from './notification-of.ts';

/** A notification for one user. */
export interface NotificationFor {
  readonly userId: UserId;
  readonly body: NotificationBody;
}

/**
 * Puts notifications on the queues of their kinds. A user whom no channel reaches gets nothing: all that is notified can be read over HTTP.
 * @throws when some were not taken or one has not the shape of its kind; a caller that repeats all of them does no harm
 */
export async function notify(all: readonly NotificationFor[], now: Date): Promise<void> {
  const deliveries = all.map(
    ({ userId, body }): Delivery => ({ task: 'notify', userId, notification: notificationOf(body, now) }),
  );
  const queues = Map.groupBy(deliveries, (_, i): Priority => NOTIFICATIONS[(all[i] as NotificationFor).body.type].priority);
  await Promise.all([...queues].map(([priority, some]) => sendDeliveries(priority, some)));
}
