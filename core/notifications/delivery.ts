import * as z from 'zod';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { Instant, UserId } from '#schemas/common';
import { Notification } from '#schemas/messages';
import { NotificationId, NotificationKind, type Priority } from '#schemas/notifications';

/** The most facts of one message. */
export const MOST_FACTS = 100;

/** The channels on which a message tells a notification. */
const Tellable = z.enum(['sockets', 'mobile-devices', 'e-mail']);
export type Tellable = z.infer<typeof Tellable>;

/** A fact as a message names it: see NotificationFact. */
const Fact = z.strictObject({
  /** The id of a conversation of two people has no version 7. */
  by: z.guid(),
  mark: z.string().regex(/^[0-9a-f]{8}$/),
  /** The id of the comment, of facts that are comments. */
  id: z.uuidv7().optional(),
  again: z.literal(true).optional(),
});
export type FactInMessage = z.infer<typeof Fact>;

/** Facts of one kind that concern one user. The consumer looks up which of them stand. */
export const TellMessage = z.strictObject({
  task: z.literal('tell'),
  /** Names the message, so that its repeat tells what it had not told. */
  key: z.string().length(8),
  userId: UserId,
  kind: NotificationKind,
  /** `<type>#<id>`, see subjectOf(); absent where the consumer finds it out. */
  subject: z.string().max(100).optional(),
  facts: z.array(Fact).min(1).max(MOST_FACTS),
  /** The second look at facts that were withdrawn. */
  second: z.literal(true).optional(),
});
export type TellMessage = z.infer<typeof TellMessage>;

/** The most items of one `ring` message. */
export const MOST_ITEMS = 50;

/** A message of the critical queue, for close(). It may come twice, late, and in any order. */
export const ClosingMessage = z.discriminatedUnion('task', [
  /** Closes the sockets of one session (`origin` is Cognito's origin_jti), or all that the user had at `at` (null). */
  z.strictObject({ task: z.literal('close-sockets'), userId: UserId, origin: z.string().nullable(), at: Instant }),
  /** Closes a socket that had to make way for a newer one of the same user. */
  z.strictObject({ task: z.literal('close-connection'), connectionId: z.string() }),
]);
export type ClosingMessage = z.infer<typeof ClosingMessage>;

/** A message of the standard and low queues, for deliver(). It may come twice, late, and in any order. */
export const Delivery = z.discriminatedUnion('task', [
  /** Goes out to every socket. */
  z.strictObject({ task: z.literal('notify'), userId: UserId, notification: Notification }),
  /** Tells of a new item in the feeds of these users. */
  z.strictObject({ task: z.literal('feed-new'), userIds: z.array(UserId).max(100), newest: z.uuidv7() }),
  TellMessage,
  /** Tells those who have the bell of an author on of new items, or of items that are gone, after one of them in the order of their ids. */
  z.strictObject({
    task: z.literal('ring'),
    authorId: UserId,
    facts: z.array(Fact).min(1).max(MOST_ITEMS),
    after: UserId.nullable(),
  }),
  /** Tells a notification again, whose last telling was a moment ago. */
  z.strictObject({
    task: z.literal('tell-again'),
    userId: UserId,
    notificationId: NotificationId,
    on: Tellable,
  }),
  /** Tells what was held in quiet hours. */
  z.strictObject({ task: z.literal('tell-held'), userId: UserId, since: Instant }),
  /** Deletes the endpoint of a token that no device has any more. */
  z.strictObject({ task: z.literal('forget-endpoint'), endpoint: z.string(), token: z.string() }),
]);
export type Delivery = z.infer<typeof Delivery>;

/** The end of a session must not wait behind any notification. */
export const sendClosings = (deliveries: readonly ClosingMessage[]): Promise<void> =>
  enqueue(env('CRITICAL_QUEUE_URL'), deliveries);

const QUEUES: Readonly<Record<Priority, () => string>> = {
  standard: () => env('STANDARD_QUEUE_URL'),
  low: () => env('LOW_QUEUE_URL'),
};

/** Ten to a request. @throws when some were not taken; a caller that repeats all of them does no harm */
export const sendDeliveries = (priority: Priority, deliveries: readonly Delivery[]): Promise<void> =>
  enqueue(QUEUES[priority](), deliveries);

/** Sends to the low queue, of whatever kind: what is told later may wait. @param delay seconds, at most 900 @throws as sendDeliveries() does */
export const sendLater = (deliveries: readonly Delivery[], delay = 0): Promise<void> =>
  enqueue(env('LOW_QUEUE_URL'), deliveries, delay);
