import type { UserId } from '#schemas/common';
import type { Push } from '#schemas/messages';
import { close, post } from './gateway.ts';
import type { PushTask } from './push-task.ts';
import { ALL, ago, type Closure, closedBy, SETTLING, type Socket, withClosure, withoutSockets } from './socket-rules.ts';
import { changeSockets, removeConnections, socketsOf } from './sockets.store.ts';
import { frame } from './topics.ts';

/** What the pushes queue asks for. Doing it again is harmless: a push has its id, and what is closed stays closed. @throws to be asked again */
export async function deliver(task: PushTask, now: Date): Promise<void> {
  if (task.task === 'push') return sendToAll(task.userId, task.push, now);
  if (task.task === 'close') return closeAll(task.userId, task.origin ?? ALL, now);
  await close(task.connectionId);
}

/**
 * A connection that API Gateway does not know is forgotten, unless it is so new that it may only be on its way: then the queue asks again.
 */
async function sendToAll(userId: UserId, push: Push, now: Date): Promise<void> {
  const text = frame(push);
  const { open } = await socketsOf(userId, now);
  const sent = await Promise.allSettled(open.map(({ connectionId }) => post(connectionId, text)));
  const gone = open.filter((_, i) => sent[i]?.status === 'fulfilled' && !sent[i].value);
  const isDead = ({ openedAt }: Socket) => openedAt < ago(now, SETTLING);
  await forget(userId, gone.filter(isDead), now);
  const failure = sent.find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  if (!gone.every(isDead)) throw new Error('a connection is not established yet');
}

/**
 * Notes the closure first, so that no ticket slips in between; forgets the sockets last, so that a failure on the way finds them again.
 * It is dated now and not when it was asked for, since a ticket may have been issued while the reason was being written.
 */
async function closeAll(userId: UserId, origin: string, now: Date): Promise<void> {
  const closure: Closure = { origin, at: now.toISOString() };
  await changeSockets(userId, now, (sockets) => ({ next: withClosure(sockets, closure, now), with: {} }));
  const closed = closedBy(await socketsOf(userId, now), closure);
  await Promise.all(closed.map(({ connectionId }) => close(connectionId)));
  await forget(userId, closed, now);
}

async function forget(userId: UserId, gone: readonly Socket[], now: Date): Promise<void> {
  if (gone.length === 0) return;
  const ids = gone.map(({ connectionId }) => connectionId);
  await changeSockets(userId, now, (sockets) => ({
    next: withoutSockets(sockets, new Set(ids), now),
    with: { connections: removeConnections(ids) },
  }));
}
