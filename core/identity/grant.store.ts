import { conditionHeld } from '#data/transaction';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { grantEntity } from './grant.entity.ts';

/** Seconds: longer than a sign-in with every retry, shorter than anything else. */
const GRANT_LIFE = 60;

export async function putGrant(grantHash: string, userId: UserId, now: Date): Promise<void> {
  await grantEntity()
    .create({ grantHash, userId, expiresAt: epoch(now) + GRANT_LIFE })
    .go();
}

/** @returns whether the grant is this user's and was free, or is held by this same challenge. 1 WRU. */
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
