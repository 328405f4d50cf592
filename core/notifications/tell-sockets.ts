import { sendToSockets } from '#core/realtime';
import type { UserId } from '#schemas/common';
import { GroupMessage } from '#schemas/messages';
import type { NotificationState } from './notification.store.ts';
import { ownViewer } from './people-shown.ts';
import { showNotifications } from './show-notifications.ts';

/** Sends a notification to the live sockets of its user. Its id names its newest fact, so that a client drops a repeat. */
export async function tellSockets(state: NotificationState, now: Date): Promise<void> {
  const [data] = await showNotifications(ownViewer(state.userId as UserId), [state], now);
  if (!data) return;
  const message = { type: 'notification', id: `${state.notificationId}.${state.updatedAt}`, at: now.toISOString(), data };
  await sendToSockets(state.userId as UserId, GroupMessage.parse(message), now);
}
