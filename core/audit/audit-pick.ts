import { outcomesOf, reviewsOf, revisionsOf, type StoredOutcome, type StoredPick, termsOf } from '#core/picks';
import { pickReview } from '#core/reviews';
import { factsOfPick, type Known, nextOutcome } from '#core/settlement';
import type { EventId } from '#schemas/common';
import { gaps } from './audit-event.ts';
import { auditReview } from './audit-review.ts';
import { type Difference, differences } from './difference.ts';

/**
 * A pick against its revisions, its reviews, its outcomes and the facts of its events: each outcome follows from the one before, the newest
 * one is what the facts grade to, and the pick repeats its newest revision and outcome.
 * @param known events that were read already
 */
export async function auditPick(
  pick: StoredPick,
  known: Known,
  now: Date,
): Promise<{ found: Difference[]; outcomes: StoredOutcome[] }> {
  const { pickId } = pick;
  const [outcomes, revisions, reviews] = await Promise.all([outcomesOf(pickId), revisionsOf(pickId), reviewsOf(pickId)]);
  const of = `pick ${pickId}`;
  const found = [
    ...gaps(`${of} outcomes`, outcomes),
    ...gaps(
      `${of} revisions`,
      revisions.map(({ revision }) => ({ version: revision })),
    ),
    ...gaps(
      `${of} reviews`,
      reviews.map(({ number }) => ({ version: number })),
    ),
    ...differences(of, pick, { outcomes: outcomes.length, revision: revisions.length, reviews: reviews.length }),
    ...differences(`${of} as revised`, { ...revisions.at(-1) }, { ...termsOf(pick), at: pick.revisedAt }),
    ...differences(of, { ...pick.outcome }, gradedIn(outcomes.at(-1))),
    ...outcomes.flatMap(({ version, previous }, i) => {
      const before = outcomes[i - 1];
      return differences(
        `${of} outcome ${version}`,
        { ...previous },
        { result: before?.result, profit: before?.profit, clv: before?.clv, review: before?.review },
      );
    }),
    ...(await regraded(pick, outcomes.at(-1), known, now)),
    ...(await auditReview({ eventId: pick.legs[0]?.eventId as EventId, pickId }, pickReview(pick))),
  ];
  return { found, outcomes };
}

/** What a pick repeats of its newest outcome. */
function gradedIn(outcome: StoredOutcome | undefined) {
  const { result, profit, R, rule, reason, review, legs, reviews, clv, settledAt, finalAt, gradedAt } =
    outcome ?? ({} as Partial<StoredOutcome>);
  return { result, profit, R, rule, reason, review, legs, reviews, clv, settledAt, finalAt, gradedAt };
}

/** Grades the pick anew from the facts, as if it had never been graded. */
async function regraded(pick: StoredPick, newest: StoredOutcome | undefined, known: Known, now: Date): Promise<Difference[]> {
  const should = nextOutcome({ ...pick, outcomes: 0, outcome: undefined }, await factsOfPick(pick, known), now);
  if (!should)
    return newest && newest.result !== 'open' ? differences(`outcome of pick ${pick.pickId}`, newest, { result: undefined }) : [];
  const { result, profit, R, rule, reason, review, policyVersion, authorId, stake, clv, settledAt, finalAt } = should;
  const of = `outcome of pick ${pick.pickId}`;
  return [
    ...differences(
      of,
      { ...newest },
      { result, profit, R, rule, reason, review, policyVersion, authorId, stake, clv, settledAt, finalAt },
    ),
    // How much was known of an event says nothing about the grade: facts that change none are not written down.
    ...should.legs.flatMap(({ gradingVersion: _, ...leg }, i) => differences(`${of} leg ${i}`, newest?.legs[i], leg)),
  ];
}
