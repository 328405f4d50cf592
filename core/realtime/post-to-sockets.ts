import { mapConcurrently } from '#platform/map-concurrently';
import type { UserId } from '#schemas/common';
import { closeConnection, post } from './gateway.ts';
import { ago, type OpenSocket, SETTLING } from './socket-rules.ts';
import { forgetSockets } from './sockets.store.ts';

/** A text for one socket of a user. */
export interface SocketPost {
  readonly userId: UserId;
  readonly socket: OpenSocket;
  readonly text: string;
}

/** Sockets that are posted to at the same time, and the milliseconds that all of them have together. */
const AT_ONCE = 50;
const LONGEST = 1_000;

/**
 * Posts texts to sockets, 50 at a time and for a second at most: a call each. A connection that API Gateway does not know has not failed; it is
 * forgotten, unless it is so new that it may not be established yet.
 * @returns those that failed or whose turn did not come, and those whose connection is gone
 */
export async function postToSockets(
  posts: readonly SocketPost[],
  now: Date,
): Promise<{ readonly failed: SocketPost[]; readonly gone: SocketPost[] }> {
  const signal = AbortSignal.timeout(LONGEST);
  const gone: SocketPost[] = [];
  const failed = await mapConcurrently(posts, AT_ONCE, async (one) => {
    if (signal.aborted) return [one];
    try {
      if (!(await post(one.socket.connectionId, one.text, signal))) gone.push(one);
      return [];
    } catch {
      return [one];
    }
  });
  const dead = gone.filter(({ socket }) => socket.openedAt < ago(now, SETTLING));
  await forget(dead).catch(() => undefined);
  return { failed: failed.flat(), gone };
}

/** Closes sockets that cannot be posted to, so that their clients connect again. @throws when one could not be closed */
export async function closeEach(posts: readonly SocketPost[]): Promise<void> {
  await mapConcurrently(posts, AT_ONCE, ({ socket }) => closeConnection(socket.connectionId));
  await forget(posts);
}

async function forget(posts: readonly SocketPost[]): Promise<void> {
  const byUser = Map.groupBy(posts, ({ userId }) => userId);
  await mapConcurrently([...byUser], AT_ONCE, ([userId, some]) =>
    forgetSockets(
      userId,
      some.map(({ socket }) => socket),
    ),
  );
}
