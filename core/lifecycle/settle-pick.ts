import { eventHistory, type StoredEvent } from '#core/events';
import { storedMicro } from '#core/odds';
import { outcomePart, pickById, type StoredLeg, type StoredOutcome, type StoredPick } from '#core/picks';
import { gradeLeg, gradePick, type PickGrade, policyFor, REGRADE_WINDOW_MS } from '#core/settlement';
import { ledgerPart } from '#core/stats';
import { transact } from '#data/transaction';
import { count, log } from '#platform/log';
import type { Odds } from '#schemas/odds';
import { factsForLeg, factsInOrder } from './event-facts-rules.ts';

/** Others that settle the same pick at the same time. */
const ATTEMPTS = 3;

/** All that an event's picks are graded from. Three more queries where there was more than one fact. */
export interface Gradable {
  readonly event: StoredEvent;
  /** As it stood after each fact, oldest first. */
  readonly facts: readonly StoredEvent[];
}
export async function gradable(event: StoredEvent): Promise<Gradable> {
  return { event, facts: event.gradingVersion > 1 ? factsInOrder(event, await eventHistory(event.eventId)) : [event] };
}

/**
 * Grades a pick and, where that changes anything, appends the next outcome: one transaction of the outcome, the pick and its row of the
 * ledger, on condition that there are exactly the outcomes before it.
 * @returns whether an outcome was appended
 */
export async function settlePick(pick: StoredPick, event: Gradable, now: Date): Promise<boolean> {
  let current: StoredPick | null = pick;
  for (let attempt = 0; attempt < ATTEMPTS && current; attempt++) {
    const outcome = nextOutcome(current, event, now);
    if (!outcome) return false;
    const { pickId, settledAt, version, result, stake, profit } = outcome;
    const refused = await transact({
      outcome: outcomePart(outcome, current.revision),
      ledger: ledgerPart({ userId: current.authorId, settledAt, pickId, version, result, stake, profit }),
    });
    if (refused.size === 0) {
      count(version === 1 ? 'pick.settled' : 'pick.regraded', 1, { result });
      return true;
    }
    current = await pickById(pickId);
  }
  if (current) throw new Error(`pick ${pick.pickId} keeps changing while it is settled`);
  return false;
}

/**
 * What the facts make of a pick. Pure.
 * @returns null where nothing is to be appended: withdrawn, still open, for review, graded from these facts or newer ones, or unchanged
 */
export function nextOutcome(pick: StoredPick, { event, facts }: Gradable, now: Date): StoredOutcome | null {
  if (pick.deletedAt !== undefined || event.gradingAt === null) return null;
  if (pick.outcome && pick.outcome.gradingVersion >= event.gradingVersion) return null;
  const decided = decisions(pick, facts);
  const settledAt = pick.outcome?.settledAt ?? decided[0]?.at;
  const decision = settledAt === undefined ? undefined : decided.findLast(({ at }) => event.pinned || isInTime(at, settledAt));
  if (settledAt === undefined || !decision) return null;
  const { grade, at: gradedAt, resultVersion } = decision;
  const before = pick.outcome;
  if (before && isSame(before, { ...grade, resultVersion })) return null;
  return {
    pickId: pick.pickId,
    version: pick.outcomes + 1,
    authorId: pick.authorId,
    stake: pick.stake,
    ...grade,
    policyVersion: pick.policyVersion,
    resultVersion,
    gradingVersion: event.gradingVersion,
    settledAt,
    gradedAt,
    writtenAt: now.toISOString(),
    previous: before && { result: before.result, profit: before.profit },
  };
}

/** Nothing that a receipt shows has changed: a void for another reason is another outcome. */
const isSame = (a: Graded, b: Graded): boolean =>
  a.result === b.result &&
  a.profit === b.profit &&
  a.resultVersion === b.resultVersion &&
  a.rule === b.rule &&
  a.reason === b.reason;
type Graded = Pick<NonNullable<StoredPick['outcome']>, 'result' | 'profit' | 'resultVersion' | 'rule' | 'reason'>;

/** What comes 72 hours after the first fact that decided a pick is shown on the event, not applied, unless an operator said it. */
const isInTime = (at: string, settledAt: string): boolean => Date.parse(at) - Date.parse(settledAt) <= REGRADE_WINDOW_MS;

/** What each fact made of a pick, where it decided it, oldest first. Of the facts before it was accepted the last one counts. */
function decisions(pick: StoredPick, facts: readonly StoredEvent[]) {
  const standing = facts.findLastIndex(({ gradingAt }) => (gradingAt ?? '') <= pick.revisedAt);
  return facts.slice(Math.max(standing, 0)).flatMap((fact, i, { length }) => {
    const grade = gradeFrom(pick, fact);
    if (grade.result === 'ungradeable' && i === length - 1) {
      log.warn('a pick needs review', { pickId: pick.pickId, eventId: fact.eventId, rule: grade.rule, reason: grade.reason });
      count('pick.review');
    }
    if (grade.profitMicro === null || grade.fractions === null) return [];
    const { result, rule, profitMicro, fractions } = grade;
    return [
      {
        at: fact.gradingAt ?? '',
        grade: { result, profit: storedMicro(profitMicro), ...fractions, rule, reason: grade.reason ?? undefined },
        resultVersion: result === 'void' ? undefined : fact.result?.version,
      },
    ];
  });
}

function gradeFrom(pick: StoredPick, fact: StoredEvent): PickGrade {
  const policy = policyFor(pick.policyVersion);
  const leg = pick.legs[0] as StoredLeg;
  const legGrade = gradeLeg(
    { ...leg, acceptedAt: pick.revisedAt, startAtAccept: leg.acceptedStart },
    factsForLeg(fact, leg.acceptedStart),
    policy,
  );
  return gradePick({ kind: pick.kind, stakeMicro: pick.stake, legs: [{ odds: leg.odds as Odds }] }, [legGrade], policy);
}
