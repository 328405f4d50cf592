import { closingLineValue, isDecided, REGRADE_WINDOW_MS, showClv } from '#core/grading';
import { parseMicro, storedMicro } from '#core/odds';
import { outcomePart, pickById, type StoredLeg, type StoredOutcome, type StoredPick } from '#core/picks';
import { closeFor } from '#core/prices';
import { ledgerPart, ledgerRowOf } from '#core/stats';
import { transact } from '#data/transaction';
import { count, log } from '#platform/log';
import type { EventId, PickId } from '#schemas/common';
import type { Odds } from '#schemas/odds';
import { withBoardPart } from './board-part.ts';
import { factsOfPick, type Gradable, type Graded, type Known } from './gradable.ts';
import { type LegStanding, type Settled, settlementOf } from './settlement-of.ts';

/** Tries to settle a pick while other consumers settle the same pick. */
const ATTEMPTS = 3;

/**
 * Grades a pick and, if the grade changed, appends the next outcome. One transaction writes the outcome, the pick and its row of the ledger,
 * on condition that the pick still has the number of outcomes that was read.
 * @param known events that were read already, none of them before the pick
 * @returns true when an outcome was appended
 * @throws Error when the pick changes at every attempt
 */
export async function settlePick(pick: StoredPick, known: Known, now: Date): Promise<boolean> {
  let [current, read]: [StoredPick | null, Known] = [pick, known];
  for (let attempt = 0; attempt < ATTEMPTS && current; attempt++) {
    const facts = await factsOfPick(current, read);
    const next = nextOutcome(current, facts, now);
    const outcome = next && (await withBoardPart(current, next));
    if (!outcome && !isBehind(current, facts)) return false;
    if (outcome) {
      const row = ledgerRowOf(current, outcome);
      const refused = await transact({ outcome: outcomePart(outcome, current.revision), ledger: row && ledgerPart(row) });
      if (refused.size === 0) {
        report(outcome);
        return true;
      }
    }
    current = await pickById(pick.pickId);
    read = new Map();
  }
  if (current) throw new Error(`pick ${pick.pickId} keeps changing while it is settled`);
  return false;
}

/** Settles one pick by its id. @returns true when an outcome was appended */
export async function settleOne(pickId: PickId, now: Date): Promise<boolean> {
  const pick = await pickById(pickId);
  return pick !== null && settlePick(pick, new Map(), now);
}

function report({ pickId, version, result, previous, review, rule }: StoredOutcome): void {
  if (isDecided(result)) count(previous && isDecided(previous.result) ? 'pick.regraded' : 'pick.settled', 1, { result });
  if (review === undefined) return;
  log.warn('a pick needs review', { pickId, version, rule, reason: review });
  count('pick.review');
}

/**
 * Compares the facts with those behind the pick's newest outcome, one number for each leg's event and one for the reviews: above 0 if the
 * facts are newer, 0 if they are the same, below 0 if they are older. Empty without an outcome.
 */
function age({ outcome, legs }: StoredPick, { gradables, reviews }: Graded): number[] {
  if (!outcome) return [];
  const ofLegs = legs.map(
    ({ eventId }, i) => (gradables.get(eventId)?.gradingVersion ?? 0) - (outcome.legs[i]?.gradingVersion ?? 0),
  );
  return [...ofLegs, reviews.length - outcome.reviews];
}
/** True when the newest outcome has facts that are missing here, and these facts have others that it lacks: read again. */
const isBehind = (pick: StoredPick, facts: Graded): boolean => {
  const ages = age(pick, facts);
  return ages.some((older) => older < 0) && ages.some((newer) => newer > 0);
};

/**
 * The next outcome of a pick by the given facts. Pure.
 * @returns null when the pick is withdrawn, has no fact yet, was graded from these facts or newer ones, or keeps its grade
 */
export function nextOutcome(pick: StoredPick, facts: Graded, now: Date): StoredOutcome | null {
  const ages = age(pick, facts);
  if (pick.withdrawnAt !== undefined || (pick.outcome && (ages.some((older) => older < 0) || ages.every((same) => same === 0))))
    return null;
  const settled = settlementOf(pick, facts);
  const graded = gradedAs(pick, settled, facts);
  if (!graded || (pick.outcome ? isSame(pick.outcome, graded) : isNothing(graded))) return null;
  const before = pick.outcome;
  return {
    pickId: pick.pickId,
    version: pick.outcomes + 1,
    authorId: pick.authorId,
    stake: storedMicro(settled.standing?.grade.stakedMicro ?? 0n),
    policyVersion: pick.policyVersion,
    ...graded,
    writtenAt: now.toISOString(),
    previous: before && {
      result: before.result,
      profit: before.profit,
      clv: before.clv,
      priceCheck: before.priceCheck,
      board: before.board,
      review: before.review,
    },
  };
}

/** The copy of the newest outcome that a pick carries. */
type NewestOutcome = NonNullable<StoredPick['outcome']>;

/** True when all legs are open, as before any fact. */
const isNothing = ({ result, legs }: NewestOutcome): boolean => result === 'open' && legs.every((leg) => leg.result === 'open');

/** True when a receipt shows the same for both. A void for another reason is another outcome. */
const isSame = (a: NewestOutcome, b: NewestOutcome): boolean => JSON.stringify(shownOf(a)) === JSON.stringify(shownOf(b));
const shownOf = ({ result, profit, R, rule, reason, review, legs }: NewestOutcome) => [
  [result, profit, R, rule, reason, review],
  ...legs.map((leg) => [
    leg.result,
    leg.won,
    leg.returned,
    leg.lost,
    leg.rule,
    leg.reason,
    leg.resultVersion,
    leg.clv?.raw,
    leg.clv?.fair,
    leg.clv?.line,
  ]),
];

function gradedAs(
  pick: StoredPick,
  { settlement, standing, review }: Settled,
  { gradables, reviews }: Graded,
): NewestOutcome | null {
  if (!standing) return null;
  const { grade, at } = standing;
  const decided = isDecided(grade.result);
  const legs = standing.legs.map((leg, i) => legOf(pick, pick.legs[i] as StoredLeg, leg, gradables));
  const raw = pick.kind === 'single' && decided ? legs[0]?.clv?.raw : undefined;
  return {
    result: grade.result,
    profit: decided ? storedMicro(grade.profitMicro ?? 0n) : 0,
    R: grade.R ?? undefined,
    rule: grade.rule,
    reason: grade.reason ?? undefined,
    review: review ?? undefined,
    legs,
    reviews: reviews.length,
    clv: raw === undefined ? undefined : Number(parseMicro(raw) ?? 0n),
    settledAt: instant(settlement.settledAt),
    finalAt: instant(settlement.countsSince === null ? null : settlement.countsSince + REGRADE_WINDOW_MS),
    gradedAt: at,
  };
}
const instant = (ms: number | null): string | undefined => (ms === null ? undefined : new Date(ms).toISOString());

function legOf(
  pick: StoredPick,
  leg: StoredLeg,
  { grade, moment }: LegStanding,
  gradables: Graded['gradables'],
): NewestOutcome['legs'][number] {
  const { result, fractions, rule, reason } = grade;
  const event = gradables.get(leg.eventId as EventId);
  const played = isDecided(result) && result !== 'void';
  return {
    result,
    ...fractions,
    rule,
    reason: reason ?? undefined,
    resultVersion: played ? moment?.result?.version : undefined,
    gradingVersion: event?.gradingVersion ?? 0,
    clv: played && event ? clvOf(leg, event, pick.book) : undefined,
  };
}

/** Closing line value against the last confirmed price before the start in force (docs/settlement.md). Undefined where there is none. */
function clvOf(leg: StoredLeg, { prices, startsAt }: Gradable, book: string | undefined): NewestOutcome['legs'][number]['clv'] {
  const close = prices && leg.odds && closeFor(prices, leg, book);
  const clv = close && closingLineValue({ ...leg, odds: leg.odds as Odds }, close.closing, startsAt);
  if (!clv) return undefined;
  const { raw, fair, probability, line, method } = showClv(clv);
  return {
    raw: raw ?? undefined,
    fair: fair ?? undefined,
    probability: probability ?? undefined,
    line: line ?? undefined,
    method,
    book: close.book,
  };
}
