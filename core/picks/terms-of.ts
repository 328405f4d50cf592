import type { PickToGrade } from '#core/grading';
import type { Odds } from '#schemas/odds';
import type { StoredPick, saidOf } from './pick.store.ts';
import { storedPrices } from './teaser-prices.ts';

/** What a pick itself says, as the engine takes it: of the pick as it stands, or of one of its revisions. */
export const termsOf = ({
  kind,
  stake,
  legs,
  size,
  odds,
  teaserPrices,
  superTeaser,
}: ReturnType<typeof saidOf> & Pick<StoredPick, 'kind'>): PickToGrade => ({
  kind,
  stakeMicro: stake,
  legs: legs.map((leg) => ({ odds: leg.odds as Odds | undefined })),
  size,
  odds: odds as Odds | undefined,
  teaserPrices: teaserPrices && storedPrices(teaserPrices),
  superTeaser,
});
