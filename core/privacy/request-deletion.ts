import type { User, Viewer } from '#actor';
import { provenOwner, readCancelToken } from '#core/identity';
import { endAllPart, TOKEN_LIFE } from '#core/limits';
import { leavePart, stayPart } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import type { UserId } from '#schemas/common';
import { type DeletionTime, GRACE_DAYS } from '#schemas/privacy';
import type { Channel } from '#schemas/users';
import { cancelledPart, newDeletionPart } from './deletion.store.ts';
import { taskDonePart, taskPart } from './task.store.ts';

/** Milliseconds until the erasure begins. At once waits for calls that are under way, whose tokens live no longer. */
const WAITS: Readonly<Record<DeletionTime, number>> = { 'after-grace': GRACE_DAYS * 86_400_000, 'at-once': TOKEN_LIFE * 1000 };

/**
 * Asks for the deletion of the actor: they are hidden and signed out everywhere at once, and erased after the grace. 12 WRU.
 * @throws CONFLICT when they have asked before
 */
export const deleteMe = ({ userId }: User, when: DeletionTime, now: Date): Promise<{ erasesAt: string }> =>
  requestDeletion(userId, when, now);

interface ProvenDeletion {
  readonly channel: Channel;
  readonly address: string;
  readonly attemptToken: string;
  readonly code: string;
  readonly when: DeletionTime;
}

/**
 * The same for the owner of an address, who proves it by a code.
 * @throws CODE_WRONG, CODE_EXPIRED and CODE_EXHAUSTED for a code that proves nothing; NOT_FOUND for an address without an account; CONFLICT
 * when they have asked before
 */
export async function deleteByCode(_actor: Viewer, { when, ...proof }: ProvenDeletion, now: Date): Promise<{ erasesAt: string }> {
  const userId = await provenOwner(proof, now);
  if (userId === null) throw new DomainError('NOT_FOUND', 'This address has no account.');
  return requestDeletion(userId, when, now);
}

async function requestDeletion(userId: UserId, when: DeletionTime, now: Date): Promise<{ erasesAt: string }> {
  const erasesAt = new Date(now.getTime() + WAITS[when]).toISOString();
  const refused = await transact({
    user: leavePart(userId, erasesAt, now),
    tokens: endAllPart(userId, now),
    deletion: newDeletionPart({ userId, requestedAt: now.toISOString(), erasesAt, state: 'waiting' }),
    task: taskPart({ userId, task: 'erase' }, erasesAt),
  });
  if (refused.size > 0) throw new DomainError('CONFLICT', 'This account is being deleted already.');
  return { erasesAt };
}

/**
 * Keeps the account of a person who had asked for its deletion. They sign in anew. 10 WRU.
 * @throws NOT_FOUND for a token that is not good, or no longer, and once the erasure is due
 */
export async function cancelDeletion(_actor: Viewer, cancelToken: string, now: Date): Promise<void> {
  const userId = await readCancelToken(cancelToken, now);
  const refused =
    userId &&
    (await transact({
      deletion: cancelledPart(userId, now),
      user: stayPart(userId),
      task: taskDonePart({ userId, task: 'erase' }),
    }));
  if (!refused || refused.size > 0) throw new DomainError('NOT_FOUND', 'This token is not good, or no longer.');
}
