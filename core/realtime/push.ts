import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import type { UserId } from '#schemas/common';
import type { PushTask } from './push-task.ts';
import { type PushBody, pushOf } from './topics.ts';

/** One push for one user. */
export interface PushItem {
  readonly userId: UserId;
  readonly body: PushBody;
}

/**
 * Sends news to every live socket of a user, soon and at least once. A user without a socket gets nothing: what is pushed can always be
 * read over HTTP too.
 * @throws when the queue does not take it
 */
export const push = (userId: UserId, body: PushBody, now: Date): Promise<void> => pushAll([{ userId, body }], now);

/** The same for many, ten to a request. @throws when some were not taken; a caller that repeats all of them does no harm */
export async function pushAll(items: readonly PushItem[], now: Date): Promise<void> {
  await addTasks(items.map(({ userId, body }) => ({ task: 'push', userId, push: pushOf(body, now) })));
}

/**
 * Ends the sockets of one session, or of all, and keeps its tickets from opening new ones. Call it when the end of the session (or the
 * ban) has been written: what is asked for after that is refused by it.
 * @param origin Cognito's `origin_jti` of the session; null for all sockets of the user
 */
export const closeSockets = (userId: UserId, origin: string | null): Promise<void> =>
  addTasks([{ task: 'close', userId, origin }]);

/** Closes a socket that made way for a newer one. */
export const dropSocket = (connectionId: string): Promise<void> => addTasks([{ task: 'drop', connectionId }]);

const addTasks = (tasks: readonly PushTask[]): Promise<void> => enqueue(env('PUSHES_QUEUE_URL'), tasks);
