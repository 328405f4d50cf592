import type * as z from 'zod';
import { countCall } from '#core/limits';
import { type PushedMessage, type PushReceiver, type PushTask, receiversOf } from '#core/messaging';
import { mapConcurrently } from '#platform/map-concurrently';
import { devicesOf } from './mobile-device.store.ts';
import type { MobileText } from './mobile-push.ts';
import { textOfMessage } from './mobile-texts.ts';
import { channelsOf, quietHoursOf, settingsOf } from './notification-settings.store.ts';
import { quietUntil } from './quiet-rules.ts';
import { PUSHES, sendTo } from './tell-mobile-devices.ts';

/** Members who are told at the same time. */
const AT_ONCE = 10;

/**
 * Pushes a message to the devices of the members who had no live socket and have not switched the kind `message` off: within the bounds of
 * core/messaging and 20 an hour for a person in all, and none in the quiet hours, since an app that wakes shows what it missed. A task that comes
 * again finds the push noted. 0.5 RRU for each member, 2 RRU and 2 WRU more for a member with a device.
 */
export async function pushMessage(task: z.infer<typeof PushTask>, now: Date): Promise<void> {
  await mapConcurrently(await receiversOf(task, now), AT_ONCE, (receiver) => pushTo(receiver, now));
}

async function pushTo({ userId, take }: PushReceiver, now: Date): Promise<void> {
  const devices = await devicesOf(userId, now);
  if (devices.length === 0) return;
  const settings = await settingsOf(userId);
  if (!channelsOf(settings, 'message').push || quietUntil(quietHoursOf(settings), now)) return;
  const message = await take();
  if (!message) return;
  const { allowed } = await countCall(`mobile#${userId}`, 'mobile-push', PUSHES, now);
  if (allowed) await sendTo(devices, (locale) => pushed(message, locale));
}

const pushed = (message: PushedMessage, locale: string): MobileText => ({
  title: message.group ?? message.sender,
  body: textOfMessage(message, locale),
  tag: message.conversationId,
  data: { conversationId: message.conversationId, seq: String(message.seq) },
});
