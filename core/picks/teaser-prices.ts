import type { Odds } from '#schemas/odds';
import type { StoredPick } from './pick.store.ts';

type Stored = NonNullable<StoredPick['teaserPrices']>;
type Prices = Readonly<Record<string, Odds>>;

/** A teaser's prices by the number of legs that are left: a list in the table, by number everywhere else. */
export const pricesToStore = (prices: Prices): Stored =>
  Object.entries(prices).map(([legs, odds]) => ({ legs: Number(legs), odds }));
export const storedPrices = (prices: Stored): Prices => Object.fromEntries(prices.map(({ legs, odds }) => [legs, odds as Odds]));
