import type { Quota } from '#core/prices';
import { count } from '#platform/log';
import { type BudgetPart, monthOf, paceOf, partsOf } from './budget-rules.ts';
import { correctCredits, findCredits, takeCredits } from './credit.store.ts';

/** The credits of the month as one run of a job found them. */
export interface CreditAccount {
  /** See paceOf. */
  readonly pace: number;
  /**
   * Sends a request that costs credits, if they are left. They are counted before it is sent, and corrected by what the provider says that it
   * cost; a request that fails costs none. Closes are paid by the rest of the plan once their own part is used up. 1 or 2 WRU.
   * @param cost the most credits of the request
   * @returns null when too few are left
   */
  pay<Reply extends { readonly quota: Quota }>(part: BudgetPart, cost: number, ask: () => Promise<Reply>): Promise<Reply | null>;
}

/** Opens the account of a month. 1 RRU. @param budget credits of a month */
export async function creditAccount(budget: number, now: Date): Promise<CreditAccount> {
  const month = monthOf(now);
  const pace = paceOf(await findCredits(month), budget, now);
  count('provider.credits.pace', Math.round(100 * pace));
  const most = partsOf(budget);
  return {
    pace,
    async pay(part, cost, ask) {
      const parts: readonly BudgetPart[] = part === 'closing' ? ['closing', 'planned'] : ['planned'];
      let from: BudgetPart | undefined;
      for (const one of parts) {
        if (from === undefined && (await takeCredits(month, one, cost, most[one]))) from = one;
      }
      if (from === undefined) {
        count('provider.credits.refused');
        return null;
      }
      const reply = await ask().catch(async (error: Error) => {
        await correctCredits(month, from, -cost);
        throw error;
      });
      const { last } = reply.quota;
      if (last !== null && last !== cost) await correctCredits(month, from, last - cost);
      return reply;
    },
  };
}
