import { conditionHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { grantEntity } from './grant.entity.ts';

/** Seconds for which a grant is valid: longer than a sign-in with all its retries. */
const GRANT_LIFE = 60;

export async function putGrant(grantHash: string, userId: UserId, now: Date): Promise<void> {
  await grantEntity()
    .create({ grantHash, userId, expiresAt: epoch(now) + GRANT_LIFE })
    .go();
}

/** Marks a grant as used by a challenge. @returns true when it is this user's and was unused, or used by this same challenge. 1 WRU. */
export const consumeGrant = (grantHash: string, userId: string, nonce: string, now: Date): Promise<boolean> =>
  conditionHeld(
    grantEntity()
      .patch({ grantHash })
      .set({ nonce })
      .where(
        (attr, op) =>
          `(${op.notExists(attr.nonce)} OR ${op.eq(attr.nonce, nonce)}) AND ${op.eq(attr.userId, userId)} AND ${op.gt(attr.expiresAt, epoch(now))}`,
      )
      .go(),
  );
