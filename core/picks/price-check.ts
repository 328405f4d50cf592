import { checkOf, checkPrice } from '#core/prices';
import type { Odds } from '#schemas/odds';
import type { PriceCheck } from '#schemas/price-check';
import type { StoredLeg, StoredPick } from './pick.store.ts';

type Checked = Pick<StoredPick, 'legs' | 'pricePolicy' | 'outcome'>;

/** The best price known of each leg: the one found at settlement where it is better than the first. */
export const quotesOf = ({ legs, outcome }: Pick<StoredPick, 'legs' | 'outcome'>): (Odds | undefined)[] =>
  legs.map(({ quoted }, i) => (outcome?.legs[i]?.quoted ?? quoted) as Odds | undefined);

/** The check of each leg, and of the whole pick. */
export function priceChecks(pick: Checked): { readonly legs: readonly PriceCheck[]; readonly pick: PriceCheck } {
  const quotes = quotesOf(pick);
  const legs = pick.legs.map(({ odds }: StoredLeg, i) => checkPrice(odds as Odds | undefined, quotes[i], pick.pricePolicy));
  return { legs, pick: checkOf(legs) };
}
