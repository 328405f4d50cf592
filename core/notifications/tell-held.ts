import type { UserId } from '#schemas/common';
import { type NotificationChannel, NotificationGroup, type NotificationKind, rowOfKind } from '#schemas/notifications';
import { idAt } from './group-rules.ts';
import { devicesOf } from './mobile-device.store.ts';
import type { StoredNotification } from './notification.entity.ts';
import { newerThan } from './notification.store.ts';
import { channelsOf, settingsOf } from './notification-settings.store.ts';
import { ownViewer } from './people-shown.ts';
import { showNotifications } from './show-notifications.ts';
import { mailAll } from './tell-by-mail.ts';
import { sendSummary, sendWithinBounds } from './tell-mobile-devices.ts';

/** Notifications that the end of the quiet hours tells devices one by one; more of them are told by one summary. */
const MOST_HELD_SINGLY = 3;

/** Tells devices, and by one e-mail, what was held in quiet hours and has not been read or seen since. */
export async function tellHeld(userId: UserId, since: string, now: Date): Promise<void> {
  const [devices, settings] = await Promise.all([devicesOf(userId, now), settingsOf(userId)]);
  const rows = await newerThan(userId, idAt(since));
  const isHeld = ({ kind, readAt, notificationId }: StoredNotification, channel: NotificationChannel) =>
    readAt === undefined &&
    notificationId > (settings?.seenThrough ?? '') &&
    !rowOfKind(kind as NotificationKind).passesQuietHours &&
    channelsOf(settings, kind as NotificationKind)[channel];
  await mailAll(
    userId,
    rows.filter((row) => isHeld(row, 'email') && row.mail !== undefined && row.mailedAt === undefined),
    now,
  );
  if (devices.length === 0) return;
  const pushed = rows.filter((row) => isHeld(row, 'push') && row.updatedAt >= since);
  const views = (await showNotifications(ownViewer(userId), pushed, now)).flatMap((view) =>
    view ? [NotificationGroup.parse(view)] : [],
  );
  if (views.length > MOST_HELD_SINGLY) return sendSummary(devices);
  for (const view of views) await sendWithinBounds(userId, devices, view, now);
}
