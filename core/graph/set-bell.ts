import type { User } from '#actor';
import { deadline, tooBusy, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { attempts } from '#platform/attempts';
import { followPart, loadFollow } from './follow.store.ts';
import { namedUserId, seePerson } from './load-sights.ts';

/**
 * Turns the bell of an author on. A second call changes nothing. 1 RRU, 4 WRU.
 * @throws NOT_FOUND; CONFLICT for somebody whom the actor does not follow; UNAVAILABLE
 */
export async function ringBell(actor: User, user: string, now: Date): Promise<void> {
  const userId = await namedUserId(user);
  if (await setBell(actor, userId, true)) return;
  await seePerson(actor, userId, now);
  throw new DomainError('CONFLICT', 'Follow them first.');
}

/** Turns the bell of an author off. A second call changes nothing. @throws NOT_FOUND for a handle that nobody has; UNAVAILABLE */
export async function silenceBell(actor: User, user: string): Promise<void> {
  await setBell(actor, await namedUserId(user), false);
}

/** @returns false when the actor does not follow the author */
async function setBell(actor: User, authorId: string, bell: boolean): Promise<boolean> {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const before = await loadFollow(actor.userId, authorId);
    if (before?.state !== 'following') return false;
    if (before.bell === bell) return true;
    if ((await transact({ follow: followPart({ ...before, bell }, before) }, until)).size === 0) return true;
  }
  throw tooBusy();
}
