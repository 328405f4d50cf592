import { NOTIFICATIONS, Notification, type NotificationBody } from '#schemas/messages';

/** A body with its id and its time. @throws when it is not of its kind's shape, which is a fault of the caller */
export function notificationOf({ type, data }: NotificationBody, now: Date): Notification {
  const id = (NOTIFICATIONS[type].id as (data: object) => string)(data);
  return Notification.parse({ type, id, at: now.toISOString(), data });
}
