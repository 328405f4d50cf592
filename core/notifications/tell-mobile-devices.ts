/** Mobile pushes: of one notification one in 15 minutes (tell.ts), 20 an hour for a person, none in the quiet hours. */
import { countCall } from '#core/limits';
import { mapConcurrently } from '#platform/map-concurrently';
import type { UserId } from '#schemas/common';
import { NotificationGroup, type NotificationKind, rowOfKind } from '#schemas/notifications';
import type { StoredDevice } from './mobile-device.entity.ts';
import { devicesOf, removeDisabled, setEndpoint } from './mobile-device.store.ts';
import { type MobileText, mobilePush } from './mobile-push.ts';
import { textOfNotification, textOfSummary } from './mobile-texts.ts';
import type { NotificationState } from './notification.store.ts';
import { channelsOf, quietHoursOf, settingsOf } from './notification-settings.store.ts';
import { ownViewer } from './people-shown.ts';
import { holdUntil } from './quiet-end.store.ts';
import { quietUntil } from './quiet-rules.ts';
import { showNotifications } from './show-notifications.ts';

/** Mobile pushes of a person. After them one summary, and nothing until the window closes. */
export const PUSHES = { calls: 20, seconds: 3_600 };
const TITLE = 'YouBet';
const AT_ONCE = 5;

/**
 * Sends a notification to the devices of its user, or holds it until their quiet hours end. 2 RRU and 1 WRU for who has a device, and a call
 * of SNS for each.
 * @throws when a device failed; the text may then be sent again, to all of them
 */
export async function tellMobileDevices(state: NotificationState, now: Date): Promise<void> {
  const userId = state.userId as UserId;
  const [devices, settings] = await Promise.all([devicesOf(userId, now), settingsOf(userId)]);
  const kind = state.kind as NotificationKind;
  if (devices.length === 0 || !channelsOf(settings, kind).push) return;
  const end = rowOfKind(kind).passesQuietHours ? null : quietUntil(quietHoursOf(settings), now);
  if (end !== null) return void (await holdUntil(userId, end, now));
  const [view] = await showNotifications(ownViewer(userId), [state], now);
  if (view) await sendWithinBounds(userId, devices, NotificationGroup.parse(view), now);
}

/** Sends one text within the bounds of the hour. */
export async function sendWithinBounds(
  userId: UserId,
  devices: readonly StoredDevice[],
  view: NotificationGroup,
  now: Date,
): Promise<void> {
  const { allowed, excess } = await countCall(`mobile#${userId}`, 'mobile-push', PUSHES, now);
  if (allowed) return sendTo(devices, (locale) => single(view, locale));
  if (excess === 1) return sendSummary(devices);
}

const single = (view: NotificationGroup, locale: string): MobileText => ({
  title: TITLE,
  body: textOfNotification(view, locale),
  tag: view.id,
  data: { notificationId: view.id, kind: view.kind, subjectType: view.subject.type, subjectId: view.subject.id },
});

const summary = (locale: string): MobileText => ({ title: TITLE, body: textOfSummary(locale), tag: 'summary', data: {} });

/** Says that there are several notifications. */
export const sendSummary = (devices: readonly StoredDevice[]): Promise<void> => sendTo(devices, summary);

/** Sends a text to each device in its language. A device whose token is good no more is forgotten. */
export async function sendTo(devices: readonly StoredDevice[], textIn: (locale: string) => MobileText): Promise<void> {
  const sent = await mapConcurrently(devices, AT_ONCE, (device) =>
    sendToOne(device, textIn(device.locale)).catch((error: Error) => error),
  );
  const failure = sent.find((result) => result instanceof Error);
  if (failure) throw failure;
}

async function sendToOne(device: StoredDevice, text: MobileText): Promise<void> {
  const endpoint = device.endpoint ?? (await mobilePush().endpointOf(device.platform, device.token));
  if (endpoint === null) return;
  if (device.endpoint === undefined) await setEndpoint(device, endpoint);
  if (!(await mobilePush().send(endpoint, text))) await removeDisabled(device);
}
