import type * as z from 'zod';
import type { User } from '#actor';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import { DomainError, invalid } from '#errors';
import { createdAt } from '#platform/ids';
import type { ListNotifications, NotificationGroup, NotificationId } from '#schemas/notifications';
import { isEmpty } from './group-rules.ts';
import { findNotification, newerThan, notificationsAfter, setRead } from './notification.store.ts';
import { setSeen, settingsOf } from './notification-settings.store.ts';
import { showNotifications } from './show-notifications.ts';

/**
 * The notifications of a user, newest first. Each read is two round trips: the rows, then what they show of others.
 * @throws INVALID_INPUT for a cursor of another query
 */
export const listNotifications = (
  actor: User,
  { cursor, limit }: z.output<typeof ListNotifications.query>,
  now: Date,
): Promise<Page<z.input<typeof NotificationGroup>>> =>
  fillPage(
    `notifications ${actor.userId}`,
    { cursor, limit },
    {
      read: (after, count) => notificationsAfter(actor.userId, after, count),
      admits: (row) => !row.unlisted && !isEmpty(row),
      positionOf: ({ notificationId }) => notificationId,
      show: (rows) => showNotifications(actor, rows, now),
    },
  );

/** The number of notifications that are newer than those the user has seen, and not read. 1 RRU and one query of at most 99 rows. */
export async function countUnread({ userId }: User): Promise<{ unread: number }> {
  const settings = await settingsOf(userId);
  const rows = await newerThan(userId, settings?.seenThrough);
  return { unread: rows.filter((row) => row.readAt === undefined && !row.unlisted && !isEmpty(row)).length };
}

/**
 * Notes that the user has seen the list down from a notification. An older note changes nothing. 1 WRU, and the count.
 * @throws INVALID_INPUT for an id of the future, which would hide what comes
 */
export async function markSeen(actor: User, through: NotificationId, now: Date): Promise<{ unread: number }> {
  if (createdAt(through) > now) throw invalid('through', 'There is no such notification yet.');
  await setSeen(actor.userId, through);
  return countUnread(actor);
}

/** Notes that the user has opened a notification. Once more changes nothing. 1 WRU. @throws NOT_FOUND */
export async function markRead(actor: User, notificationId: NotificationId, now: Date): Promise<void> {
  if (await setRead(actor.userId, notificationId, now)) return;
  if (!(await findNotification(actor.userId, notificationId))) throw new DomainError('NOT_FOUND', 'No such notification.');
}
