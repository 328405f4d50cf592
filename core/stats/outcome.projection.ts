/**
 * What follows from a pick's outcome: its author's record, all time, by year and by day, and the news to their sockets.
 * Replay contract: a record may come twice, late, and out of order with other picks'. An outcome counts once, because the mark with its
 * natural key (pick, version) and the additions are one transaction; what it changes is written in the outcome itself (new - previous), so
 * nothing is read and no order is needed. Everything can be rebuilt from the outcomes (core/audit).
 */
import type { StoredOutcome, StoredPick } from '#core/picks';
import { push } from '#core/realtime';
import { transact } from '#data/transaction';
import { newsOf } from './news-rules.ts';
import { periodsOf } from './period-rules.ts';
import { addPart, addPlacedPart, countedPart } from './stats.store.ts';
import { type CountedOutcome, isNothing, type Stats, statsDelta } from './stats-rules.ts';

type Standing = NonNullable<StoredOutcome['previous']>;
/** An outcome as statistics count it. */
export const countedAs = ({ result, profit, clv }: Standing, stake: number): CountedOutcome => ({
  result,
  stakeMicro: stake,
  profitMicro: profit,
  clvMicro: clv,
});

/** What an outcome changes its author's record by. */
export const deltaOf = (outcome: StoredOutcome): Stats =>
  statsDelta(outcome.previous ? countedAs(outcome.previous, outcome.stake) : null, countedAs(outcome, outcome.stake));

/** The periods that an outcome changes: none while nothing was ever decided, or when it changes nothing that counts. Those need no mark. */
export const periodsChanged = (outcome: StoredOutcome): string[] =>
  outcome.settledAt === undefined || isNothing(deltaOf(outcome)) ? [] : periodsOf(outcome.settledAt);

/** @returns whether it counted now; false when it had been counted before, or there is nothing to count */
export async function countOutcome(outcome: StoredOutcome): Promise<boolean> {
  const periods = periodsChanged(outcome);
  if (periods.length === 0) return false;
  const refused = await transact({
    counted: countedPart(outcome.pickId, `outcome#${outcome.version}`),
    record: addPart(outcome.authorId, periods, deltaOf(outcome)),
  });
  return refused.size === 0;
}

/** The projection of a new outcome. The push comes after the count and may come again with it: its id is the same. */
export async function projectOutcome(outcome: StoredOutcome, now: Date): Promise<void> {
  await countOutcome(outcome);
  const news = newsOf(outcome);
  if (news) await push(outcome.authorId as StoredPick['authorId'], news, now);
}

/** The projection of a pick that was placed, or withdrawn. */
export async function countPick(pick: Pick<StoredPick, 'pickId' | 'authorId'>, fact: 'placed' | 'withdrawn'): Promise<void> {
  await transact({
    counted: countedPart(pick.pickId, fact),
    record: addPlacedPart(pick.authorId, fact === 'placed' ? { placed: 1 } : { withdrawn: 1 }),
  });
}
