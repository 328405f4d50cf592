import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { idempotencyEntity } from './idempotency.entity.ts';

const DAY_SECONDS = 86_400;

interface MarkKey {
  readonly userId: UserId;
  /** The name of the contract. One key used on two contracts makes two marks. */
  readonly contract: string;
  /** The header Idempotency-Key as the client sent it. */
  readonly key: string;
}

/** The result of the first request under an Idempotency-Key. */
export interface Mark<Ids extends readonly string[] = readonly string[]> extends MarkKey {
  /** `digest` of the request's input. */
  readonly inputHash: string;
  /** The ids of what the request wrote, in the order that its use case gave them. */
  readonly resourceIds: Ids;
}

/** The mark of a key that is in use; null from 24 h on. Consistent; 1 RRU. */
export async function findMark({ userId, contract, key }: MarkKey, now: Date): Promise<Mark | null> {
  const { data } = await idempotencyEntity().get({ userId, contract, key }).go({ consistent: true });
  return data && data.expiresAt * 1000 > now.getTime() ? (data as unknown as Mark) : null;
}

/** Uses a key. Refused while a mark of the key exists that has not expired. */
export const markPart = (mark: Mark, now: Date): Part =>
  part({ idempotency: idempotencyEntity() }, ({ idempotency }) => {
    const seconds = Math.floor(now.getTime() / 1000);
    return [
      idempotency
        .put({ ...mark, resourceIds: [...mark.resourceIds], expiresAt: seconds + DAY_SECONDS })
        .where((attr, op) => `${op.notExists(attr.inputHash)} OR ${op.lte(attr.expiresAt, seconds)}`)
        .commit(),
    ];
  });
