import type { StoredEvent } from '#core/events';
import { storedMicro } from '#core/odds';
import { outcomePart, pickById, type StoredLeg, type StoredOutcome, type StoredPick } from '#core/picks';
import { gradeLeg, gradePick, policyFor, REGRADE_WINDOW_MS } from '#core/settlement';
import { ledgerPart } from '#core/stats';
import { transact } from '#data/transaction';
import { count, log } from '#platform/log';
import type { Odds } from '#schemas/odds';
import { factsForLeg } from './event-facts-rules.ts';

/** Others that settle the same pick at the same time. */
const ATTEMPTS = 3;

/**
 * Grades a pick and, where that changes anything, appends the next outcome: one transaction of the outcome, the pick and its row of the
 * ledger, on condition that there are exactly the outcomes before it.
 * @returns whether an outcome was appended
 */
export async function settlePick(pick: StoredPick, event: StoredEvent, now: Date): Promise<boolean> {
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
export function nextOutcome(pick: StoredPick, event: StoredEvent, now: Date): StoredOutcome | null {
  if (pick.deletedAt !== undefined || event.gradingAt === null) return null;
  if (pick.outcome && pick.outcome.gradingVersion >= event.gradingVersion) return null;
  if (pick.outcome && isFinal(pick.outcome.settledAt, event)) return null;
  const policy = policyFor(pick.policyVersion);
  const leg = pick.legs[0] as StoredLeg;
  const legGrade = gradeLeg(
    { ...leg, acceptedAt: pick.revisedAt, startAtAccept: leg.acceptedStart },
    factsForLeg(event, leg.acceptedStart),
    policy,
  );
  const grade = gradePick({ kind: pick.kind, stakeMicro: pick.stake, legs: [{ odds: leg.odds as Odds }] }, [legGrade], policy);
  if (grade.result === 'ungradeable') {
    log.warn('a pick needs review', { pickId: pick.pickId, eventId: event.eventId, rule: grade.rule, reason: grade.reason });
    count('pick.review');
  }
  if (grade.profitMicro === null || grade.fractions === null) return null;
  const resultVersion = grade.result === 'void' ? undefined : event.result?.version;
  const profit = storedMicro(grade.profitMicro);
  const before = pick.outcome;
  if (before && before.result === grade.result && before.profit === profit && before.resultVersion === resultVersion) return null;
  return {
    pickId: pick.pickId,
    version: pick.outcomes + 1,
    authorId: pick.authorId,
    stake: pick.stake,
    result: grade.result,
    profit,
    ...grade.fractions,
    rule: grade.rule,
    reason: grade.reason ?? undefined,
    policyVersion: policy.version,
    resultVersion,
    gradingVersion: event.gradingVersion,
    settledAt: before?.settledAt ?? event.gradingAt,
    gradedAt: event.gradingAt,
    writtenAt: now.toISOString(),
    previous: before && { result: before.result, profit: before.profit },
  };
}

/** What comes 72 hours after the first grade is shown on the event, not applied, unless an operator decided it. */
const isFinal = (settledAt: string, event: StoredEvent): boolean =>
  Date.parse(event.gradingAt ?? '') - Date.parse(settledAt) > REGRADE_WINDOW_MS && !event.pinned;
