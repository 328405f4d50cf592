import type { UserId } from '#schemas/common';
import { NOTIFICATIONS, type NotificationBody, type NotificationType } from '#schemas/messages';
import { sendDeliveries } from './delivery.ts';
import { markOfNumber, ONLY, subjectOf } from './group-rules.ts';
import { notificationOf } from './notification-of.ts';
import { type FactFor, type QueuedDelivery, tellMessages } from './tell-messages.ts';

/** A notification for one user. */
export interface NotificationFor {
  readonly userId: UserId;
  readonly body: NotificationBody;
}

type FactOf<T extends NotificationType> = (data: Extract<NotificationBody, { type: T }>['data']) => Omit<FactFor, 'userId'>;

/** The facts of the notifications that are kept in the list beside the message that sockets get at once; null for those that are not. */
const FACTS: { readonly [T in NotificationType]: FactOf<T> | null } = {
  'pick.locked': ({ pickId, eventId }) => ({
    kind: 'pick-locked',
    subject: subjectOf('event', eventId),
    fact: { by: pickId, mark: ONLY },
  }),
  'pick.settled': ({ pickId, version }) => ({
    kind: 'pick-settled',
    subject: null,
    fact: { by: pickId, mark: markOfNumber(version) },
  }),
  'media.ready': null,
  'media.refused': null,
};

function factsOf({ userId, body: { type, data } }: NotificationFor): FactFor[] {
  const factOf = FACTS[type] as ((data: object) => Omit<FactFor, 'userId'>) | null;
  return factOf ? [{ userId, ...factOf(data) }] : [];
}

/**
 * Puts notifications on the queues of their kinds: the message to sockets, and the facts for the list, those of one user and thing together.
 * @throws when some were not taken or one has not the shape of its kind; a caller that repeats all of them does no harm
 */
export async function notify(all: readonly NotificationFor[], now: Date): Promise<void> {
  const messages = all.map(({ userId, body }) => ({
    priority: NOTIFICATIONS[body.type].priority,
    delivery: { task: 'notify' as const, userId, notification: notificationOf(body, now) },
  }));
  await send([...messages, ...tellMessages(all.flatMap(factsOf))]);
}

/** Puts facts on the queues of their kinds, those of one user and thing together. @throws as notify() does */
export const tellFacts = (facts: readonly FactFor[]): Promise<void> => send(tellMessages(facts));

async function send(all: readonly QueuedDelivery[]): Promise<void> {
  const queues = Map.groupBy(all, ({ priority }) => priority);
  await Promise.all(
    [...queues].map(([priority, some]) =>
      sendDeliveries(
        priority,
        some.map(({ delivery }) => delivery),
      ),
    ),
  );
}
