import type { User } from '#actor';
import { namedUserId } from '#core/graph';
import { loadUser, noSuchUser } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import { endHold, holdPart } from './deletion.store.ts';

/** Keeps everything about a person until the hold ends. 2 RRU and 4 WRU. @throws NOT_FOUND; CONFLICT when their erasure has begun */
export async function placeLegalHold({ userId: by }: User, user: string, reason: string, now: Date): Promise<void> {
  const userId = await namedUserId(user);
  if (!(await loadUser(userId))) throw noSuchUser();
  const refused = await transact({ hold: holdPart({ userId, by, reason, at: now.toISOString() }) });
  if (refused.size > 0) throw new DomainError('CONFLICT', 'The erasure of this person has begun.');
}

/** Keeps a person no longer. @throws NOT_FOUND without a hold */
export async function endLegalHold(_actor: User, user: string): Promise<void> {
  if (!(await endHold(await namedUserId(user)))) throw new DomainError('NOT_FOUND', 'There is no legal hold on this person.');
}
