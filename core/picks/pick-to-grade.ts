import type { PickToGrade } from '#core/grading';
import type { Odds } from '#schemas/odds';
import type { PickTerms, StoredPick } from './pick.store.ts';
import { storedPrices } from './teaser-prices.ts';

/** The terms of a pick, or of one of its revisions, in the shape that the grading engine takes. */
export const pickToGrade = ({
  kind,
  stake,
  legs,
  size,
  odds,
  teaserPrices,
  superTeaser,
}: PickTerms & Pick<StoredPick, 'kind'>): PickToGrade => ({
  kind,
  stakeMicro: stake,
  legs: legs.map((leg) => ({ odds: leg.odds as Odds | undefined })),
  size,
  odds: odds as Odds | undefined,
  teaserPrices: teaserPrices && storedPrices(teaserPrices),
  superTeaser,
});
