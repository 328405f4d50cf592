import type * as z from 'zod';
import type { User } from '#actor';
import { advance, type Fractions, fractionsOf, gradeAsReviewed, policyFor, type SettlementState } from '#core/grading';
import { pickById, pickToGrade, reviewPart, reviewView, type StoredPick, type StoredReview } from '#core/picks';
import { factsOfPick, settlementOf } from '#core/settlement';
import { transact } from '#data/transaction';
import { DomainError, invalid } from '#errors';
import { count } from '#platform/log';
import { MOST_DECISIONS, type ReviewPick } from '#schemas/admin';
import type { PickId } from '#schemas/common';

type ReviewBody = z.output<typeof ReviewPick.body>;
type Reply = z.input<(typeof ReviewPick.replies)[202]>;
/** The leg that a review grades, absent for a whole ticket, and the grade. */
type ReviewedGrade = Pick<StoredReview, 'leg' | 'result' | 'won' | 'returned' | 'lost'>;

/**
 * Appends an admin's review to a pick, with the admin and the reason. A review of a leg or a ticket that no rule can grade counts at once; one of
 * a final pick counts when a second admin sends the same. The grading queue grades the pick afterwards.
 * @throws NOT_FOUND; FORBIDDEN for the admin's own pick; INVALID_INPUT; CONFLICT for a pick that is neither under review nor final, or that
 * changed during the request; LIMIT_REACHED after 100 reviews
 */
export async function reviewPick(actor: User, pickId: PickId, body: ReviewBody, now: Date): Promise<Reply> {
  const pick = await pickById(pickId);
  if (!pick) throw new DomainError('NOT_FOUND', 'No such pick.');
  if (pick.authorId === actor.userId)
    throw new DomainError('FORBIDDEN', 'This is your own pick: another admin has to look at it.');
  if (pick.withdrawnAt !== undefined) throw new DomainError('CONFLICT', 'This pick was withdrawn.');
  const grade = gradeOf(pick, body);
  const facts = await factsOfPick(pick, new Map());
  const { settlement } = settlementOf(pick, facts);
  const { state } = advance(settlement, { type: 'window_closed', at: now.getTime() }).next;
  const before = facts.reviews.at(-1);
  const same = before && isSame(before, grade) && !before.confirms ? before : undefined;
  if (same && same.by === actor.userId) return { pickId, outcome: 'unchanged', review: reviewView(same) };
  const outcome = OUTCOMES[state]?.(same);
  if (!outcome) throw new DomainError('CONFLICT', REFUSALS[state] ?? 'This pick is not under review.', { state });
  if (pick.reviews >= MOST_DECISIONS) throw new DomainError('LIMIT_REACHED', `A pick has at most ${MOST_DECISIONS} reviews.`);
  const review: StoredReview = {
    pickId,
    number: pick.reviews + 1,
    ...grade,
    by: actor.userId,
    reason: body.reason,
    recordedAt: now.toISOString(),
    counts: outcome !== 'waiting',
    ...(outcome === 'confirmed' && { confirms: same?.number }),
  };
  const refused = await transact({ review: reviewPart(review, pick.outcomes) });
  if (refused.size > 0) throw new DomainError('CONFLICT', 'This pick changed meanwhile. Look at it again.');
  count('pick.reviewed', 1, { outcome });
  return { pickId, outcome, review: reviewView(review) };
}

type ReviewOutcome = Exclude<Reply['outcome'], 'unchanged'>;
/** @param same the newest review, if another admin decided the same in it */
type Rule = (same: StoredReview | undefined) => ReviewOutcome;
const confirmedBySecond: Rule = (same) => (same ? 'confirmed' : 'waiting');
/** The states of a settlement in which admins decide: one admin under review, two on a final pick. */
const OUTCOMES: Readonly<Partial<Record<SettlementState, Rule>>> = {
  needs_review: () => 'recorded',
  final: confirmedBySecond,
  corrected: confirmedBySecond,
};
const REFUSALS: Readonly<Partial<Record<SettlementState, string>>> = {
  locked: 'This pick waits for its events: nothing is to be reviewed yet.',
  graded_provisional: 'This pick is graded, and not final yet: correct the result of its event.',
};

const isSame = (a: ReviewedGrade, b: ReviewedGrade): boolean =>
  a.leg === b.leg && a.result === b.result && a.won === b.won && a.returned === b.returned;

/** @throws INVALID_INPUT for an unknown leg, and for a result that a whole ticket cannot have */
function gradeOf(pick: StoredPick, { leg, result, deadHeat }: ReviewBody): ReviewedGrade {
  const which = leg ?? (pick.kind === 'single' ? 0 : undefined);
  if (which !== undefined && which >= pick.legs.length) throw invalid('leg', `This pick has no leg ${which}.`);
  const fractions = fractionsOf(result, deadHeat) as Fractions;
  if (which === undefined && !gradeAsReviewed(pickToGrade(pick), result, policyFor(pick.policyVersion))) {
    throw invalid(
      'result',
      'A whole ticket is lost, returned (push, void), or won where it has one price; name a leg for anything else.',
    );
  }
  return { ...(which !== undefined && { leg: which }), result, ...fractions };
}
