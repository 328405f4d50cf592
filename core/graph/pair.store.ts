import { batchAll } from '#data/batch';
import { type Part, part } from '#data/transaction';
import { pairEntity, type StoredPair } from './pair.entity.ts';

/** The key of a pair. */
export const pairOf = (a: string, b: string): Pick<StoredPair, 'lowId' | 'highId'> =>
  a < b ? { lowId: a, highId: b } : { lowId: b, highId: a };

/** The instant at which one person blocked the other; undefined for no block. */
export const blockBy = (pair: StoredPair | null, userId: string): string | undefined =>
  pair?.lowId === userId ? pair.lowBlockedAt : pair?.highBlockedAt;

/** The pair after one person blocks the other, or takes that back (`at` undefined). */
export function withBlock(a: string, b: string, pair: StoredPair | null, at: string | undefined): StoredPair {
  const key = pairOf(a, b);
  const other = blockBy(pair, b);
  const [low, high] = key.lowId === a ? [at, other] : [other, at];
  return { ...key, ...(low !== undefined && { lowBlockedAt: low }), ...(high !== undefined && { highBlockedAt: high }) };
}

export const isBlocked = (pair: StoredPair | null): boolean =>
  pair?.lowBlockedAt !== undefined || pair?.highBlockedAt !== undefined;

/** Consistent; 1 RRU. Null where there is no block. */
export async function loadPair(a: string, b: string): Promise<StoredPair | null> {
  const { data } = await pairEntity().get(pairOf(a, b)).go({ consistent: true });
  return data;
}

/** The pairs of one person with any of these, 100 to a request. 0.5 RRU each. */
export const pairsOf = (userId: string, others: readonly string[]): Promise<StoredPair[]> =>
  batchAll(
    others.map((other) => pairOf(userId, other)),
    (some) => pairEntity().get(some).go(),
  );

/** The pairs of a person with those of larger ids. One query. */
export const pairsFrom = async (lowId: string): Promise<StoredPair[]> =>
  (await pairEntity().query.primary({ lowId }).go({ consistent: true, pages: 'all' })).data;

/** The other one of a pair. */
export const otherIn = ({ lowId, highId }: StoredPair, userId: string): string => (lowId === userId ? highId : lowId);

/** Refused while one of the two has blocked the other. 2 WRU. */
export const unblockedPart = (a: string, b: string): Part =>
  part({ pair: pairEntity() }, ({ pair }) => [
    pair
      .check(pairOf(a, b))
      .where((attr, op) => `${op.notExists(attr.lowBlockedAt)} AND ${op.notExists(attr.highBlockedAt)}`)
      .commit(),
  ]);

/** Writes the pair, or deletes one without a block. Refused when it is not as it was read. */
export const pairPart = (pair: StoredPair, before: StoredPair | null): Part =>
  part({ pair: pairEntity() }, ({ pair: pairs }) => {
    const { lowId, highId } = pair;
    const write = isBlocked(pair) ? pairs.put(pair) : pairs.delete({ lowId, highId });
    return [
      write
        .where((attr, op) =>
          [
            before?.lowBlockedAt === undefined ? op.notExists(attr.lowBlockedAt) : op.eq(attr.lowBlockedAt, before.lowBlockedAt),
            before?.highBlockedAt === undefined
              ? op.notExists(attr.highBlockedAt)
              : op.eq(attr.highBlockedAt, before.highBlockedAt),
          ].join(' AND '),
        )
        .commit(),
    ];
  });

/** True while one of the two has blocked the other. Consistent; 1 RRU. */
export const isBlockedPair = async (a: string, b: string): Promise<boolean> => isBlocked(await loadPair(a, b));
