import * as z from 'zod';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { Instant, UserId } from '#schemas/common';
import { Notification, type Priority } from '#schemas/messages';

/** A message of the delivery queues, for deliver(). It may come twice, late, and in any order. */
export const Delivery = z.discriminatedUnion('task', [
  /** Goes out on every channel of its kind. */
  z.strictObject({ task: z.literal('notify'), userId: UserId, notification: Notification }),
  /** Closes the sockets of one session (`origin` is Cognito's origin_jti), or all that the user had at `at` (null). */
  z.strictObject({ task: z.literal('close-sockets'), userId: UserId, origin: z.string().nullable(), at: Instant }),
  /** Closes a socket that had to make way for a newer one of the same user. */
  z.strictObject({ task: z.literal('close-connection'), connectionId: z.string() }),
]);
export type Delivery = z.infer<typeof Delivery>;

/** The end of a session must not wait behind any notification. */
export const sendClosings = (deliveries: readonly Exclude<Delivery, { task: 'notify' }>[]): Promise<void> =>
  enqueue(env('CRITICAL_QUEUE_URL'), deliveries);

const QUEUES: Readonly<Record<Priority, () => string>> = {
  critical: () => env('CRITICAL_QUEUE_URL'),
  standard: () => env('STANDARD_QUEUE_URL'),
  low: () => env('LOW_QUEUE_URL'),
};

/** Ten to a request. @throws when some were not taken; a caller that repeats all of them does no harm */
export async function sendDeliveries(priority: Priority, deliveries: readonly Delivery[]): Promise<void> {
  await enqueue(QUEUES[priority](), deliveries);
}
