import type { Odds } from '#schemas/odds';
import type { StoredPick } from './pick.store.ts';

type Stored = NonNullable<StoredPick['teaserPrices']>;
type TeaserPrices = Readonly<Record<string, Odds>>;

/** The prices of a teaser by the number of legs that are left. The table holds them as a list. */
export const pricesToStore = (prices: TeaserPrices): Stored =>
  Object.entries(prices).map(([legs, odds]) => ({ legs: Number(legs), odds }));
export const storedPrices = (prices: Stored): TeaserPrices =>
  Object.fromEntries(prices.map(({ legs, odds }) => [legs, odds as Odds]));
