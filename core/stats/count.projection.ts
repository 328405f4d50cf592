/**
 * A pick's outcomes, its placing and its withdrawal are counted in its author's record: all time, by year and by day. A pick that counts on boards
 * is added to the day of the counting and to the author's card too, in the same transaction.
 * Replay contract: a record may come again, late, and out of order with other picks'. A fact counts once, because the mark with its natural
 * key (pick and fact) and the additions are one transaction; what an outcome changes is written in it (new - previous), so nothing is read
 * and no order is needed. Everything can be rebuilt from the outcomes (*.upkeep.ts).
 */
import { outcomeOfImage, pickOfImage, type StoredOutcome, type StoredPick } from '#core/picks';
import { addToCardPart } from '#core/users';
import { transact } from '#data/transaction';
import { projection } from '#platform/projection';
import { addToBoardsPart } from './board-sum.store.ts';
import { boardSumsOf } from './board-sums.ts';
import { periodsOf } from './period-rules.ts';
import { addPart, addPlacedPart, countedPart } from './stats.store.ts';
import { type CountedOutcome, isNothing, quotedOf, type Stats, statsDelta } from './stats-rules.ts';

type OutcomeToCount = NonNullable<StoredOutcome['previous']>;
/** An outcome as statistics count it. */
export const countedAs = ({ result, profit, clv, board, priceCheck }: OutcomeToCount, stake: number): CountedOutcome => ({
  result,
  stakeMicro: stake,
  profitMicro: profit,
  clvMicro: clv,
  board: board && { profitMicro: board.profit, leads: board.leads },
  isAbove: priceCheck === 'above',
});

/** The difference that an outcome makes to the record of its author. */
export const deltaOf = (outcome: StoredOutcome): Stats =>
  statsDelta(outcome.previous ? countedAs(outcome.previous, outcome.stake) : null, countedAs(outcome, outcome.stake));

/** The periods that an outcome changes: none while nothing was ever decided, or when it changes nothing that counts. Those need no mark. */
export const periodsChanged = (outcome: StoredOutcome): string[] =>
  outcome.settledAt === undefined || isNothing(deltaOf(outcome)) ? [] : periodsOf(outcome.settledAt);

/** @returns whether it counted now; false when it had been counted before, or there is nothing to count */
export async function countOutcome(outcome: StoredOutcome, now: Date): Promise<boolean> {
  const periods = periodsChanged(outcome);
  if (periods.length === 0) return false;
  const delta = deltaOf(outcome);
  const quoted = quotedOf(delta);
  const refused = await transact({
    counted: countedPart(outcome.pickId, `outcome#${outcome.version}`),
    record: addPart(outcome.authorId, periods, delta),
    card: Object.values(quoted).some((sum) => sum !== 0) ? addToCardPart(outcome.authorId, quoted) : null,
    boards: addToBoardsPart(outcome.authorId, outcome.settledAt ?? '', boardSumsOf(delta), now),
  });
  return refused.size === 0;
}

/** @param fact `placed` or `withdrawn` @returns whether it counted now; false when it had been counted before */
export async function countPick(pick: Pick<StoredPick, 'pickId' | 'authorId'>, fact: 'placed' | 'withdrawn'): Promise<boolean> {
  const refused = await transact({
    counted: countedPart(pick.pickId, fact),
    record: addPlacedPart(pick.authorId, fact === 'placed' ? { placed: 1 } : { withdrawn: 1 }),
  });
  return refused.size === 0;
}

export const countNewOutcome = projection({
  name: 'count-new-outcome',
  entity: 'outcome',
  row: outcomeOfImage,
  when: ({ before, after }) => (before ? null : after),
  run: countOutcome,
});

export const countPlacedPick = projection({
  name: 'count-placed-pick',
  entity: 'pick',
  row: pickOfImage,
  when: ({ before, after }) => (before ? null : after),
  run: (pick) => countPick(pick, 'placed'),
});

export const countWithdrawnPick = projection({
  name: 'count-withdrawn-pick',
  entity: 'pick',
  row: pickOfImage,
  when: ({ before, after }) => (before && after && !before.withdrawnAt && after.withdrawnAt ? after : null),
  run: (pick) => countPick(pick, 'withdrawn'),
});
