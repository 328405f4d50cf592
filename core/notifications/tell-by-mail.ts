/**
 * E-mails: of one notification one, a quarter of an hour after it began, with what it has collected by then; 5 an hour for a person, and so
 * many for all of the environment; none in the quiet hours. A process that dies between the sending and its note sends a second one.
 */
import { mailUser } from '#core/identity';
import { countCall } from '#core/limits';
import { env } from '#platform/env';
import { log } from '#platform/log';
import type { UserId } from '#schemas/common';
import { isSecurity, NotificationGroup, type NotificationKind, rowOfKind } from '#schemas/notifications';
import { mailText } from './mail-texts.ts';
import { devicesOf } from './mobile-device.store.ts';
import type { StoredNotification } from './notification.entity.ts';
import { setMailed } from './notification.store.ts';
import { channelsOf, quietHoursOf, settingsOf } from './notification-settings.store.ts';
import { ownViewer } from './people-shown.ts';
import { holdUntil } from './quiet-end.store.ts';
import { quietUntil } from './quiet-rules.ts';
import { showNotifications } from './show-notifications.ts';
import { unsubscribeLink } from './unsubscribe.ts';

const HOUR = 3_600;
/** Mails to one person in an hour. Any more are in the list alone. */
const MAILS = { calls: 5, seconds: HOUR };

/**
 * Sends a notification by e-mail, or holds it until the quiet hours end. 1 RRU where it is not sent.
 * @throws when the mail was not taken, which is then tried again
 */
export async function tellByMail(row: StoredNotification, now: Date): Promise<void> {
  if (row.mailedAt !== undefined) return;
  const userId = row.userId as UserId;
  const kind = row.kind as NotificationKind;
  const settings = await settingsOf(userId);
  if (!channelsOf(settings, kind).email || row.notificationId <= (settings?.seenThrough ?? '')) return;
  const end = rowOfKind(kind).passesQuietHours ? null : quietUntil(quietHoursOf(settings), now);
  if (end !== null) return void (await holdUntil(userId, end, now));
  await mailAll(userId, [row], now);
}

/** Sends some notifications by one e-mail, in the language of the user's newest device. Some 6 RRU, 3 WRU, and 1 WRU for each. */
export async function mailAll(userId: UserId, rows: readonly StoredNotification[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  const views = (await showNotifications(ownViewer(userId), rows, now)).flatMap((view) =>
    view ? [NotificationGroup.parse(view)] : [],
  );
  const isPlain = views.some(({ kind }) => !isSecurity(kind));
  if (views.length === 0 || (isPlain && !(await withinOwnBound(userId, now))) || !(await withinBudget(now))) return;
  const [newest] = (await devicesOf(userId, now)).toSorted((a, b) => (a.registeredAt < b.registeredAt ? 1 : -1));
  const headers = isPlain && {
    'List-Unsubscribe': `<${await unsubscribeLink(userId)}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
  await mailUser(userId, { ...mailText(views, newest?.locale ?? 'en'), ...(headers && { headers }) }, now);
  await Promise.all(rows.map(({ notificationId }) => setMailed(userId, notificationId, now)));
}

/** Mails about the safety of the account are not counted, so that nothing else can use them up. */
const withinOwnBound = async (userId: UserId, now: Date): Promise<boolean> =>
  (await countCall(`mail#${userId}`, 'notification-mail', MAILS, now)).allowed;

async function withinBudget(now: Date): Promise<boolean> {
  const all = { calls: Number(env('NOTIFICATION_MAILS')), seconds: HOUR };
  const { allowed } = await countCall('budget#notification-mails', 'notification-mail', all, now);
  if (!allowed) log.warn('an e-mail about notifications was not sent: the budget of this hour is used up');
  return allowed;
}
