import type { User } from '#actor';
import { newId } from '#platform/ids';
import { vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import { RequestContact } from '#schemas/contacts';
import { FollowUser, UnfollowUser } from '#schemas/graph';
import { PutDevice, RemoveDevice } from '#schemas/mobile-devices';
import { GetPreferences, SetPreferences, StopMails } from '#schemas/notification-preferences';
import { CountUnread, ListNotifications, MarkRead, MarkSeen, type NotificationId } from '#schemas/notifications';
import { mobileDeviceEntity } from '../../../core/notifications/mobile-device.entity.ts';
import { holdUntil } from '../../../core/notifications/quiet-end.store.ts';
import { QUARTER } from '../../../core/notifications/quiet-rules.ts';
import { IssueTicket } from '../../../schemas/realtime.ts';
import { http, job, queue, recordsOf, socket, stream } from '../doors.ts';
import { NOW } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { bettor, later } from '../world.ts';

const MOST_SHOWN = 20;
const group = 'notifications';
const deviceId = '6e3a0d5e-5c0f-4c63-9d57-0b9f5e3d7c22';
const body = { platform: 'ios' as const, token: 'a0'.repeat(32), locale: 'en-US' };
const on = { in_app: true, push: true, email: false };

const facts = (count: number) => Array.from({ length: count }, () => ({ by: newId(NOW), mark: '00000000' }));
const message = ({ userId }: User, count = 1, subject = `event#${newId(NOW)}`, key = '0a0b0c0d') => ({
  task: 'tell',
  key,
  userId,
  kind: 'pick-locked',
  subject,
  facts: facts(count),
});
const ofFollower = (as: User, { userId: by }: User) => ({
  ...message(as, 1, `user#${as.userId}`),
  kind: 'new-follower',
  facts: [{ by, mark: '00000000' }],
});
/** Somebody with so many notifications, each of as many picks as it keeps. */
async function told(count: number, as?: User): Promise<User> {
  const who = as ?? (await bettor());
  for (let i = 0; i < count; i++) await queue('deliver-low', message(who, MOST_SHOWN));
  return who;
}
const registered = async (): Promise<User> => {
  const as = await bettor();
  await http(PutDevice, { as, params: { deviceId }, body });
  await http(SetPreferences, { as, body: { kinds: { 'pick-locked': on }, quietHours: null } });
  return as;
};
const newest = async (as: User): Promise<NotificationId> => {
  const [row] = await http(ListNotifications, { as, query: { limit: '1' } });
  if (!row) throw new Error('nothing was told');
  return row.id;
};

export const NOTIFICATIONS: readonly Scenario[] = [
  {
    name: 'notifications, 20 to a page',
    group,
    of: ['ListNotifications'],
    async prepare() {
      const as = await told(30);
      await http(ListNotifications, { as, query: { limit: '1' } });
      return () => http(ListNotifications, { as });
    },
  },
  {
    name: 'the count of unread notifications, of 10',
    group,
    of: ['CountUnread'],
    async prepare() {
      const as = await told(10);
      return () => http(CountUnread, { as });
    },
  },
  {
    name: 'see the list',
    group,
    of: ['MarkSeen'],
    async prepare() {
      const as = await told(10);
      const through = await newest(as);
      return () => http(MarkSeen, { as, body: { through } });
    },
  },
  {
    name: 'open a notification',
    group,
    of: ['MarkRead'],
    async prepare() {
      const as = await told(1);
      const notificationId = await newest(as);
      return () => http(MarkRead, { as, params: { notificationId } });
    },
  },
  {
    name: 'my preferences',
    group,
    of: ['GetPreferences'],
    async prepare() {
      const as = await bettor();
      return () => http(GetPreferences, { as });
    },
  },
  {
    name: 'change my preferences',
    group,
    of: ['SetPreferences'],
    async prepare() {
      const as = await bettor();
      return () => http(SetPreferences, { as, body: { kinds: { 'pick-locked': on }, quietHours: null } });
    },
  },
  {
    name: 'register a device',
    group,
    of: ['PutDevice'],
    async prepare() {
      const as = await bettor();
      return () => http(PutDevice, { as, params: { deviceId }, body });
    },
  },
  {
    name: 'remove a device',
    group,
    of: ['RemoveDevice'],
    async prepare() {
      const as = await registered();
      return () => http(RemoveDevice, { as, params: { deviceId } });
    },
  },
  {
    name: 'the stream: a device that was removed',
    group,
    of: ['forgetMobileDevice'],
    async prepare() {
      const as = await registered();
      const { userId } = as;
      await mobileDeviceEntity().patch({ userId, deviceId }).set({ endpoint: 'endpoint' }).go();
      const records = await recordsOf('mobiledevice', () => http(RemoveDevice, { as, params: { deviceId } }));
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a follow that is told',
    group,
    of: ['tellFollows'],
    async prepare() {
      const [as, other] = [await bettor(), await bettor('another_bettor')];
      const records = await recordsOf('follow', () => http(FollowUser, { as, params: { user: other.userId } }));
      await stream('social', records);
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a contact that is told',
    group,
    of: ['tellContacts'],
    async prepare() {
      const [as, other] = [await bettor(), await bettor('another_bettor')];
      const records = await recordsOf('contact', () => http(RequestContact, { as, body: { user: other.userId } }));
      return () => stream('social', records);
    },
  },
  {
    name: 'tell a follow, to nobody who listens',
    group,
    of: ['queues/deliver-low'],
    async prepare() {
      const [as, other] = [await bettor(), await bettor('another_bettor')];
      await http(FollowUser, { as: other, params: { user: as.userId } });
      return () => queue('deliver-low', ofFollower(as, other));
    },
  },
  ...[false, true].map(
    (second): Scenario => ({
      name: second ? 'look once more at a follow that has ended' : 'take the only follow out of a notification',
      group,
      of: ['queues/deliver-low'],
      async prepare() {
        const [as, other] = [await bettor(), await bettor('another_bettor')];
        await http(FollowUser, { as: other, params: { user: as.userId } });
        await queue('deliver-low', ofFollower(as, other));
        await http(UnfollowUser, { as: other, params: { user: as.userId } });
        if (second) await queue('deliver-low', ofFollower(as, other));
        return () => queue('deliver-low', { ...ofFollower(as, other), ...(second && { second }) });
      },
    }),
  ),
  {
    name: 'tell a first fact of a thing, to nobody who listens',
    group,
    of: ['queues/deliver-low'],
    async prepare() {
      const as = await bettor();
      return () => queue('deliver-low', message(as));
    },
  },
  {
    name: 'tell a hundred further facts of a thing, in one message',
    group,
    of: ['queues/deliver-low'],
    async prepare() {
      const as = await bettor();
      const subject = `event#${newId(NOW)}`;
      await queue('deliver-low', message(as, 1, subject));
      return () => queue('deliver-low', message(as, 100, subject, '0b0b0b0b'));
    },
  },
  {
    name: 'tell a first fact of a thing to a socket',
    group,
    of: ['queues/deliver-low'],
    async prepare() {
      const as = await bettor();
      const { ticket } = await http(IssueTicket, { as });
      await socket('websocket/connect', 'L0SM9cOFvHcCIhw=', { queryStringParameters: { ticket } });
      return () => queue('deliver-low', message(as));
    },
  },
  {
    name: 'tell a first fact of a thing to a mobile device',
    group,
    of: ['queues/deliver-low'],
    async prepare() {
      const as = await registered();
      await queue('deliver-low', message(as));
      return () => queue('deliver-low', message(as));
    },
  },
  {
    name: 'tell what was held in quiet hours, by a summary',
    group,
    of: ['queues/deliver-low'],
    async prepare() {
      const as = await registered();
      await told(10, as);
      return () => queue('deliver-low', { task: 'tell-held', userId: as.userId, since: NOW.toISOString() });
    },
  },
  {
    name: 'tell a notification by e-mail',
    group,
    of: ['queues/deliver-low'],
    async prepare() {
      const as = await bettor();
      const { userId } = as;
      await http(SetPreferences, { as, body: { kinds: { 'pick-locked': { ...on, email: true } }, quietHours: null } });
      await queue('deliver-low', message(as));
      const notificationId = await newest(as);
      return () => queue('deliver-low', { task: 'tell-again', userId, notificationId, on: 'e-mail' });
    },
  },
  {
    name: 'end all e-mails by the link in one',
    group,
    of: ['StopMails'],
    async prepare() {
      const as = await bettor();
      await http(SetPreferences, { as, body: { kinds: { 'pick-locked': { ...on, email: true } }, quietHours: null } });
      const token = (await vault()).seal('unsubscribe', as.userId, 'unsubscribe');
      return () => http(StopMails, { params: { token } });
    },
  },
  {
    name: 'a quarter of an hour in which no quiet hours end',
    group,
    of: ['schedules/end-quiet-hours'],
    async prepare() {
      return () => job('schedules/end-quiet-hours');
    },
  },
  {
    name: 'a quarter of an hour in which the quiet hours of some end',
    group,
    of: ['schedules/end-quiet-hours'],
    growth: 'people',
    most: 100,
    async prepare(size) {
      const quarter = new Date(Math.floor(NOW.getTime() / QUARTER) * QUARTER);
      for (let i = 0; i < size; i++) await holdUntil(newId<UserId>(NOW), quarter, later(-60));
      return () => job('schedules/end-quiet-hours');
    },
  },
];
