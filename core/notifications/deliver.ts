/**
 * The standard and low queues. A message that comes again does no harm: a notification has the id by which clients drop it, and tell.ts says
 * how the others bear it.
 */
import { sendToEach, sendToSockets } from '#core/realtime';
import type { Delivery } from './delivery.ts';
import { ownerOfToken } from './mobile-device.store.ts';
import { mobilePush } from './mobile-push.ts';
import { ringBells } from './ring-bells.ts';
import { tell, tellAgain } from './tell.ts';
import { tellHeld } from './tell-held.ts';

type Tasks = { readonly [T in Delivery['task']]: (delivery: Extract<Delivery, { task: T }>, now: Date) => Promise<unknown> };

const TASKS: Tasks = {
  notify: ({ userId, notification }, now) => sendToSockets(userId, notification, now),
  'feed-new': ({ userIds, newest }, now) => sendToEach(userIds, { type: 'feed.new', count: 1, newest }, now),
  tell,
  ring: (message) => ringBells(message),
  'tell-again': ({ userId, notificationId, on }, now) => tellAgain(userId, notificationId, on, now),
  'tell-held': ({ userId, since }, now) => tellHeld(userId, since, now),
  'forget-endpoint': ({ endpoint, token }) => forgetEndpoint(endpoint, token),
};

/** @throws to have the message delivered again */
export async function deliver(delivery: Delivery, now: Date): Promise<void> {
  await (TASKS[delivery.task] as (delivery: Delivery, now: Date) => Promise<unknown>)(delivery, now);
}

/** Deletes an endpoint, unless somebody has registered its token again. */
async function forgetEndpoint(endpoint: string, token: string): Promise<void> {
  if ((await ownerOfToken(token)) === null) await mobilePush().forget(endpoint);
}
