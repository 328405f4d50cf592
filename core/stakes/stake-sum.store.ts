import type { Item } from '#data/entity';
import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { stakeSumEntity } from './stake-sum.entity.ts';

export type StakeSum = Item<typeof stakeSumEntity>;

/** The stakes of a person with limits; null for one without. Consistent; 1 RRU. */
export async function loadStakes(userId: UserId): Promise<StakeSum | null> {
  const { data } = await stakeSumEntity().get({ userId }).go({ consistent: true });
  return data;
}

/** Writes stakes that follow from those of the version before, the first ones where that is 0. Refused when others were written in between. */
export const stakesPart = (stakes: StakeSum): Part =>
  part({ sums: stakeSumEntity() }, ({ sums }) => [
    sums
      .put({ ...stakes, version: stakes.version + 1 })
      .where((attr, op) => (stakes.version === 0 ? op.notExists(attr.version) : op.eq(attr.version, stakes.version)))
      .commit(),
  ]);

/** Ends the count of somebody who has no limit any more. Refused when something was counted in between. */
export const endStakesPart = ({ userId, version }: Pick<StakeSum, 'userId' | 'version'>): Part =>
  part({ sums: stakeSumEntity() }, ({ sums }) => [
    sums
      .remove({ userId })
      .where((attr, op) => op.eq(attr.version, version))
      .commit(),
  ]);

/** Deletes the stakes of a person. */
export async function eraseStakes(userId: UserId): Promise<void> {
  await stakeSumEntity().delete({ userId }).go();
}
