/**
 * What follows from a pick's outcome: its author's record, all time, by year and by day, and the news to their sockets.
 * Replay contract: a record may come twice, late, and out of order with other picks'. An outcome counts once, because the mark with its
 * natural key (pick, version) and the additions are one transaction; what it changes is written in the outcome itself (new - previous), so
 * nothing is read and no order is needed. Everything can be rebuilt from the outcomes (core/audit).
 */
import { formatMicro } from '#core/odds';
import type { StoredOutcome, StoredPick } from '#core/picks';
import type { PushBody } from '#core/realtime';
import { push } from '#core/realtime';
import { transact } from '#data/transaction';
import { periodsOf } from './period-rules.ts';
import { addPart, addPlacedPart, countedPart } from './stats.store.ts';
import { type CountedOutcome, statsDelta } from './stats-rules.ts';

/** An outcome as statistics count it. */
export const countedAs = ({ result, profit }: { result: string; profit: number }, stake: number): CountedOutcome => ({
  result,
  stakeMicro: stake,
  profitMicro: profit,
});

/** What an outcome changes its author's record by. */
export const deltaOf = (outcome: StoredOutcome) =>
  statsDelta(outcome.previous ? countedAs(outcome.previous, outcome.stake) : null, countedAs(outcome, outcome.stake));

/** @returns whether it counted now; false when it had been counted before */
export async function countOutcome(outcome: StoredOutcome): Promise<boolean> {
  const refused = await transact({
    counted: countedPart(outcome.pickId, `outcome#${outcome.version}`),
    record: addPart(outcome.authorId, periodsOf(outcome.settledAt), deltaOf(outcome)),
  });
  return refused.size === 0;
}

/** The projection of a new outcome. The push comes after the count and may come again with it: its id is the same. */
export async function projectOutcome(outcome: StoredOutcome, now: Date): Promise<void> {
  await countOutcome(outcome);
  const { pickId, version, result, profit, previous, settledAt, reason } = outcome;
  // A correction of the score that leaves the pick as it was is in its receipt, and no news.
  if (previous && previous.result === result && previous.profit === profit) return;
  const data = {
    pickId,
    version,
    result,
    profitUnits: formatMicro(profit),
    settledAt,
    reason: reason ?? null,
    corrected: version > 1,
  };
  await push(outcome.authorId as StoredPick['authorId'], { type: 'pick.settled', data } as PushBody, now);
}

/** The projection of a pick that was placed, or withdrawn. */
export async function countPick(pick: Pick<StoredPick, 'pickId' | 'authorId'>, fact: 'placed' | 'withdrawn'): Promise<void> {
  await transact({
    counted: countedPart(pick.pickId, fact),
    record: addPlacedPart(pick.authorId, fact === 'placed' ? { placed: 1 } : { withdrawn: 1 }),
  });
}
