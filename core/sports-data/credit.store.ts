import { conditionHeld } from '#data/transaction';
import type { BudgetPart, SpentCredits } from './budget-rules.ts';
import { creditEntity } from './credit.entity.ts';

const KEPT_SECONDS = 100 * 86_400;

/** The credits spent in a month. Consistent; 1 RRU. */
export async function findCredits(month: string): Promise<SpentCredits> {
  const { data } = await creditEntity().get({ month }).go({ consistent: true });
  return { planned: data?.planned ?? 0, closing: data?.closing ?? 0 };
}

/** Counts credits before they are asked for, so that ten jobs at once stay within the bound. 1 WRU. @returns false when too few are left */
export async function takeCredits(month: string, part: BudgetPart, cost: number, most: number): Promise<boolean> {
  if (cost > most) return false;
  return conditionHeld(
    creditEntity()
      .update({ month })
      .add({ [part]: cost })
      .set({ expiresAt: Date.parse(`${month}-01T00:00:00Z`) / 1000 + KEPT_SECONDS })
      .where((attr, op) => `${op.notExists(attr[part])} OR ${op.lte(attr[part], most - cost)}`)
      .go(),
  );
}

/** Adds the difference between what a request was thought to cost and what it did. 1 WRU. */
export async function correctCredits(month: string, part: BudgetPart, difference: number): Promise<void> {
  await creditEntity()
    .patch({ month })
    .add({ [part]: difference })
    .go();
}
