import {
  countUnread,
  getPreferences,
  listNotifications,
  markRead,
  markSeen,
  registerDevice,
  setPreferences,
  stopMails,
  unregisterDevice,
} from '#core/notifications';
import { PutDevice, RemoveDevice } from '#schemas/mobile-devices';
import { GetPreferences, SetPreferences, StopMails } from '#schemas/notification-preferences';
import { CountUnread, ListNotifications, MarkRead, MarkSeen } from '#schemas/notifications';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(ListNotifications, ({ actor, query, now }) => listNotifications(actor, query, now)),
  on(CountUnread, ({ actor }) => countUnread(actor)),
  on(MarkSeen, ({ actor, body, now }) => markSeen(actor, body.through, now)),
  on(MarkRead, ({ actor, params, now }) => markRead(actor, params.notificationId, now)),
  on(GetPreferences, ({ actor }) => getPreferences(actor)),
  on(SetPreferences, ({ actor, body }) => setPreferences(actor, body)),
  on(StopMails, ({ params }) => stopMails(params.token)),
  on(PutDevice, ({ actor, params, body, now }) => registerDevice(actor, params.deviceId, body, now)),
  on(RemoveDevice, ({ actor, params }) => unregisterDevice(actor, params.deviceId)),
);
