import { outcomesOf, pickById, pickSubjects, type StoredPick } from '#core/picks';
import { auditEach, type Difference, differencesOf, type Upkeep } from '#data/upkeep';
import { withBoardPart } from './board-part.ts';
import { factsOfPick, type Known } from './gradable.ts';
import { nextOutcome, settlePick } from './settle-pick.ts';

/**
 * Grades each pick from the facts as if it had never been graded, and compares the grade with its newest outcome. Cost: a read and a query per
 * pick, and each event of the page once. The repair settles the pick, which appends the outcome of facts that were never graded. An
 * outcome that contradicts the facts behind it needs a person.
 */
export const outcomeUpkeep: Upkeep = {
  ...pickSubjects,
  audit: (pickIds, now) => {
    const known: Known = new Map();
    return auditEach(pickIds, async (pickId) => {
      const pick = await pickById(pickId);
      return pick ? auditOutcome(pick, known, now) : [];
    });
  },
  repair: async (pickId, now) => {
    const pick = await pickById(pickId);
    return pick && (await settlePick(pick, new Map(), now)) ? [`outcome of pick ${pickId}`] : [];
  },
};

async function auditOutcome(pick: StoredPick, known: Known, now: Date): Promise<Difference[]> {
  const newest = (await outcomesOf(pick.pickId)).at(-1);
  const graded = nextOutcome({ ...pick, outcomes: 0, outcome: undefined }, await factsOfPick(pick, known), now);
  const should = graded && (await withBoardPart(pick, graded));
  const of = `outcome of pick ${pick.pickId}`;
  if (!should) return newest && newest.result !== 'open' ? differencesOf(of, newest, { result: undefined }) : [];
  const { result, profit, R, rule, reason, review, policyVersion, authorId, stake, clv, settledAt, finalAt, priceCheck, board } =
    should;
  return [
    ...differencesOf(of, newest, {
      result,
      profit,
      R,
      rule,
      reason,
      review,
      policyVersion,
      authorId,
      stake,
      clv,
      settledAt,
      finalAt,
      priceCheck,
      board,
    }),
    // The grading version counts the facts that were known; facts that change no grade append no outcome.
    ...should.legs.flatMap(({ gradingVersion: _, ...leg }, i) => differencesOf(`${of} leg ${i}`, newest?.legs[i], leg)),
  ];
}
