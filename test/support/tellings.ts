import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach } from 'vitest';
import type { User } from '#actor';
import { countUnread, deliver, listNotifications, registerDevice, setPreferences } from '#core/notifications';
import { issueSocketTicket, openSocket } from '#core/realtime';
import { newId } from '#platform/ids';
import { vault, vaultOf } from '#platform/vault';
import type { EventId } from '#schemas/common';
import { type NotificationKind, rowOfKind } from '#schemas/notifications';
import { ONLY } from '../../core/notifications/group-rules.ts';
import { type MobilePush, type MobileText, mobilePush } from '../../core/notifications/mobile-push.ts';
import { gateway } from '../../core/realtime/gateway.ts';
import { useMemoryKeys } from './data-keys.ts';
import { bettor } from './make/users.ts';
import { takeMessages } from './sent-messages.ts';

/** Notifications in tests without functions: what is sent to queues, sockets and mobile devices, and the people of whom it tells. */

vault.inject(Promise.resolve(vaultOf('a secret of the tests, as long as it takes')));
useMemoryKeys();
Object.assign(process.env, {
  LOW_QUEUE_URL: 'low',
  STANDARD_QUEUE_URL: 'standard',
  CRITICAL_QUEUE_URL: 'critical',
  SIGN_OUTS_QUEUE_URL: 'sign-outs',
  FEED_FANOUT_QUEUE_URL: 'feed-fanout',
  STARTS_QUEUE_URL: 'starts',
});

/** The instant at which the tests of a file happen. */
export const now = new Date();
export const later = (ms: number) => new Date(now.getTime() + ms);
export const HOUR = 3_600_000;

/** Messages that were sent to a queue, with their delay in seconds. */
export const sent: { queue: string; message: Record<string, unknown>; delay: number }[] = [];
/** Texts that sockets got. */
export const frames: { connectionId: string; data: { count: number }; id: string }[] = [];

/** Devices by their endpoint. A disabled one is good no more. */
class MobileStandIn implements MobilePush {
  readonly texts: (MobileText & { endpoint: string })[] = [];
  readonly forgotten: string[] = [];
  readonly disabled = new Set<string>();
  fails = false;
  async endpointOf(platform: string, token: string): Promise<string> {
    return `${platform}/${token}`;
  }
  async send(endpoint: string, text: MobileText): Promise<boolean> {
    if (this.fails) throw new Error('SNS is down');
    if (this.disabled.has(endpoint)) return false;
    this.texts.push({ ...text, endpoint });
    return true;
  }
  async forget(endpoint: string): Promise<void> {
    this.forgotten.push(endpoint);
  }
}
export let mobile: MobileStandIn;

/** Has the file's tests listen: called once, on top of it. */
export function listenToTellings(): void {
  beforeAll(() => {
    takeMessages((queue, messages, delay) => {
      sent.push(...messages.map((message) => ({ queue, message: message as Record<string, unknown>, delay })));
    });
    gateway.inject({
      async send({ input }) {
        const { ConnectionId = '', Data } = input as { ConnectionId?: string; Data?: string };
        const { type, id, data } = JSON.parse(String(Data));
        if (type === 'notification') frames.push({ connectionId: ConnectionId, data, id });
        return {};
      },
    });
  });
  beforeEach(() => {
    sent.length = 0;
    frames.length = 0;
    mobile = new MobileStandIn();
    mobilePush.inject(mobile);
  });
}

let people = 0;
/** @param since the instant of their registration: an account of less than a day may not mention everybody */
export const person = (since = now) => bettor(`n${randomBytes(4).toString('hex')}x${people++ % 10}`, since);
export const open = async (who: User, at = now) => {
  const { ticket } = await issueSocketTicket(who, at);
  await openSocket(ticket, randomBytes(8).toString('hex'), at);
};
export const token = () => randomBytes(20).toString('hex');
export const withDevice = async (who: User, given = token(), locale = 'en-US', deviceId = crypto.randomUUID()) => {
  await registerDevice(who, deviceId, { platform: 'ios', token: given, locale }, now);
  return deviceId;
};
export const key = () => randomBytes(4).toString('hex');
export const pick = (at = now) => ({ by: newId(at), mark: ONLY });
export const event = () => `event#${newId<EventId>(now)}`;
export const tell = (
  { userId }: User,
  facts: readonly { by: string; mark: string }[],
  {
    subject = event(),
    at = now,
    kind = 'pick-locked',
    as = key(),
  }: { subject?: string; at?: Date; kind?: NotificationKind; as?: string } = {},
) => deliver({ task: 'tell', key: as, userId, kind, subject, facts: [...facts] }, at);
export const choose = (
  who: User,
  change: Partial<Record<'in_app' | 'push' | 'email', boolean>>,
  kind: NotificationKind = 'pick-locked',
) => setPreferences(who, { kinds: { [kind]: { ...rowOfKind(kind).defaults, ...change } }, quietHours: null });
export const list = async (who: User) => (await listNotifications(who, { limit: 20 }, now)).items;
export const unread = async (who: User) => (await countUnread(who)).unread;
