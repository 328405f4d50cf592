import { gradeAsReviewed, gradePick, isDecided, type LegGrade, policyFor } from '#core/grading';
import { storedMicro } from '#core/odds';
import {
  earlierOnEvent,
  firstEventOf,
  type ListedOpinion,
  opinionOf,
  picksByIds,
  pickToGrade,
  type StoredOutcome,
  type StoredPick,
} from '#core/picks';
import { bestQuote, betterQuote, boardPrice, checkOf, checkPrice, kindsFor, mayImprove, quotedPrices } from '#core/prices';
import type { EventId } from '#schemas/common';
import type { Odds } from '#schemas/odds';
import type { PriceCheck } from '#schemas/price-check';
import type { League } from '#schemas/sports';

type Quotes = readonly (Odds | undefined)[];

/**
 * Adds to a decided outcome how its prices compare with the books', and the part that counts on boards: of a quoted pick that is its
 * author's first on its question (docs/settlement.md). Everything follows from facts up to `settledAt`, so that it is the same at every
 * later grading. Cost: one query, and the author's earlier picks on the event; the prices around the placing only where the entered one
 * is above the best that was known.
 */
export async function withBoardPart(pick: StoredPick, outcome: StoredOutcome): Promise<StoredOutcome> {
  const { settledAt } = outcome;
  if (settledAt === undefined || !isDecided(outcome.result)) return outcome;
  const [quotes, place] = await Promise.all([quotesUpTo(pick, settledAt), placeOf(pick, settledAt)]);
  const priceCheck = checkWith(pick, quotes);
  const legs = outcome.legs.map((leg, i) => {
    const quoted = quotes[i];
    return quoted && quoted.price !== pick.legs[i]?.quoted?.price ? { ...leg, quoted } : leg;
  });
  const counts = priceCheck === 'quoted' && !place.isRepeat;
  return {
    ...outcome,
    legs,
    priceCheck,
    ...(counts && { board: { profit: boardProfit(pick, outcome, quotes), leads: place.leads } }),
  };
}

/** The best quote of each leg up to an instant: the one known at the placing, or a better one up to the first poll after it. */
async function quotesUpTo({ legs, book, pricedAt, pricePolicy }: StoredPick, knownAt: string): Promise<Quotes> {
  const open = legs.filter((leg) => mayImprove(leg.odds as Odds | undefined, leg.quoted as Odds | undefined));
  const first = legs.map((leg) => leg.quoted as Odds | undefined);
  const wanted = [...Map.groupBy(open, ({ eventId }) => eventId as EventId)].map(([eventId, on]) => ({
    eventId,
    kinds: [...new Set(on.flatMap(kindsFor))],
  }));
  if (wanted.every(({ kinds }) => kinds.length === 0)) return first;
  const leagues = [...new Set(open.map(({ league }) => league as League))];
  const prices = await quotedPrices(wanted, leagues, new Date(pricedAt));
  return legs.map((leg, i) => {
    if (!open.includes(leg)) return first[i];
    const comparison = { acceptedAt: pricedAt, startsAt: leg.acceptedStart, knownAt, policyVersion: pricePolicy };
    const later = bestQuote(prices(leg.eventId as EventId, leg.league as League), leg, book, comparison);
    return betterQuote(leg.odds as Odds | undefined, first[i], later, pricePolicy);
  });
}

const checkWith = ({ legs, pricePolicy }: StoredPick, quotes: Quotes): PriceCheck =>
  checkOf(legs.map(({ odds }, i) => checkPrice(odds as Odds | undefined, quotes[i], pricePolicy)));

interface Place {
  /** True when an earlier pick of the author stands on the same question. */
  readonly isRepeat: boolean;
  /** True for the first pick of the author on its event that counts on boards. */
  readonly leads: boolean;
}

/** The place of a pick among those of its author on its event, by those that stood when it was settled. */
async function placeOf(pick: StoredPick, settledAt: string): Promise<Place> {
  const listed = await earlierOnEvent(pick.authorId, firstEventOf(pick) as EventId, pick.pickId);
  if (listed.length === 0) return { isRepeat: false, leads: true };
  const picks = new Map((await picksByIds(listed.map(({ pickId }) => pickId))).map((one) => [one.pickId as string, one]));
  const standing = listed.filter(({ pickId }) => {
    const withdrawnAt = picks.get(pickId)?.withdrawnAt;
    return withdrawnAt === undefined || withdrawnAt > settledAt;
  });
  const opinion = opinionOf(pick);
  if (standing.some((one) => one.opinion === opinion)) return { isRepeat: true, leads: false };
  const firsts = standing.filter((one, i) => !standing.slice(0, i).some((before) => before.opinion === one.opinion));
  const counting = await Promise.all(firsts.map((one) => isQuoted(one, picks, settledAt)));
  return { isRepeat: false, leads: !counting.includes(true) };
}

async function isQuoted({ pickId }: ListedOpinion, picks: ReadonlyMap<string, StoredPick>, knownAt: string): Promise<boolean> {
  const pick = picks.get(pickId);
  return pick !== undefined && checkWith(pick, await quotesUpTo(pick, knownAt)) === 'quoted';
}

/** The profit at the lower of the entered price and the best quoted, of each leg. */
function boardProfit(pick: StoredPick, { profit, result, legs, policyVersion }: StoredOutcome, quotes: Quotes): number {
  const entered = pickToGrade(pick);
  const prices = entered.legs.map(({ odds }, i) => (odds && quotes[i] ? boardPrice(odds, quotes[i]) : odds));
  if (prices.every((odds, i) => odds === entered.legs[i]?.odds)) return profit;
  const terms = { ...entered, legs: entered.legs.map((leg, i) => ({ ...leg, odds: prices[i] })) };
  const policy = policyFor(policyVersion);
  const ruled = gradePick(terms, legs.map(gradeOf), policy);
  const grade = ruled.result === 'ungradeable' ? gradeAsReviewed(terms, result as LegGrade['result'], policy) : ruled;
  return storedMicro(grade?.profitMicro ?? 0n);
}

const gradeOf = ({ result, won, returned, lost, rule, reason }: StoredOutcome['legs'][number]): LegGrade => ({
  result: result as LegGrade['result'],
  fractions: won === undefined ? null : { won, returned: returned ?? '0', lost: lost ?? '0' },
  rule,
  reason: (reason as LegGrade['reason']) ?? null,
});
