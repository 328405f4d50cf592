import { conditionHeld, type Part, part } from '#data/transaction';
import { followCountEntity } from './follow-count.entity.ts';

/** The numbers that a profile shows. They follow a change by a moment: see follow.projection.ts. */
export interface FollowCounts {
  readonly followers: number;
  readonly following: number;
}

/** 0.5 RRU, 1 if consistent. */
export async function followCountsOf(userId: string, { consistent = false } = {}): Promise<FollowCounts> {
  const { data } = await followCountEntity().get({ userId }).go({ consistent });
  return { followers: data?.followers ?? 0, following: data?.following ?? 0 };
}

/** Adds to a person's numbers. */
export const addFollowCountsPart = (userId: string, { followers, following }: FollowCounts): Part =>
  part({ count: followCountEntity() }, ({ count }) => [
    count
      .upsert({ userId })
      .add({ ...(followers !== 0 && { followers }), ...(following !== 0 && { following }) })
      .commit(),
  ]);

/** Sets a person's numbers. @returns false when they are not as they were read */
export const setFollowCounts = (userId: string, is: FollowCounts, should: FollowCounts): Promise<boolean> =>
  conditionHeld(
    followCountEntity()
      .upsert({ userId })
      .set({ ...should })
      .where((attr, op) =>
        (['followers', 'following'] as const)
          .map((name) =>
            is[name] === 0 ? `(${op.notExists(attr[name])} OR ${op.eq(attr[name], 0)})` : op.eq(attr[name], is[name]),
          )
          .join(' AND '),
      )
      .go(),
  );

/** Deletes a person's numbers. */
export const forgetFollowCounts = async (userId: string): Promise<void> =>
  void (await followCountEntity().delete({ userId }).go());
