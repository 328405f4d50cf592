import { conditionHeld, type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { deletionEntity, type StoredDeletion } from './deletion.entity.ts';
import { legalHoldEntity } from './legal-hold.entity.ts';

/** The deletion of a person; null when they have not asked for it, or it is done. Consistent; 1 RRU. */
export async function deletionOf(userId: UserId): Promise<StoredDeletion | null> {
  const { data } = await deletionEntity().get({ userId }).go({ consistent: true });
  return data;
}

/** Refused when there is one. */
export const newDeletionPart = (deletion: StoredDeletion): Part =>
  part({ deletions: deletionEntity() }, ({ deletions }) => [deletions.create(deletion).commit()]);

/** Ends a deletion before it begins. Refused when there is none, or it has begun. */
export const cancelledPart = (userId: UserId, now: Date): Part =>
  part({ deletions: deletionEntity() }, ({ deletions }) => [
    deletions
      .remove({ userId })
      .where((attr, op) => `${op.eq(attr.state, 'waiting')} AND ${op.gt(attr.erasesAt, now.toISOString())}`)
      .commit(),
  ]);

/** Begins to erase. Refused under a legal hold, and when the deletion is cancelled or begun. */
export const beginErasurePart = (userId: UserId): Part =>
  part({ deletions: deletionEntity(), holds: legalHoldEntity() }, ({ deletions, holds }) => [
    deletions
      .patch({ userId })
      .set({ state: 'erasing' })
      .where((attr, op) => op.eq(attr.state, 'waiting'))
      .commit(),
    holds
      .check({ userId })
      .where((attr, op) => op.notExists(attr.at))
      .commit(),
  ]);

/** A deletion that has begun, of a person whom a restored backup has brought back. */
export const againPart = (userId: UserId, now: Date): Part =>
  part({ deletions: deletionEntity() }, ({ deletions }) => [
    deletions.put({ userId, requestedAt: now.toISOString(), erasesAt: now.toISOString(), state: 'erasing' }).commit(),
  ]);

/** Notes a step that is done. 1 WRU. */
export const noteStep = (userId: UserId, step: string): Promise<boolean> =>
  conditionHeld(
    deletionEntity()
      .patch({ userId })
      .add({ done: [step] })
      .go(),
  );

/** Ends a deletion whose steps are all done. */
export const erasedPart = (userId: UserId): Part =>
  part({ deletions: deletionEntity() }, ({ deletions }) => [deletions.delete({ userId }).commit()]);

/** Holds a person. Refused when their erasure has begun. */
export const holdPart = (hold: {
  readonly userId: UserId;
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}): Part =>
  part({ deletions: deletionEntity(), holds: legalHoldEntity() }, ({ deletions, holds }) => [
    holds.put(hold).commit(),
    deletions
      .check({ userId: hold.userId })
      .where((attr, op) => `${op.notExists(attr.state)} OR ${op.eq(attr.state, 'waiting')}`)
      .commit(),
  ]);

/** @returns false when there is no hold. 1 WRU */
export const endHold = (userId: UserId): Promise<boolean> => conditionHeld(legalHoldEntity().remove({ userId }).go());
