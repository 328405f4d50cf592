import { ticketPrice } from '#core/grading';
import { pickToGrade, type StoredOutcome, type StoredPick } from '#core/picks';
import type { LedgerRow } from './stats.store.ts';
import { type Entry, wordsOf } from './stats-rules.ts';

/**
 * The row of the ledger that goes with an outcome; null while the pick has never been decided. Its price is that of the whole pick: what was
 * quoted (of a teaser with all its legs), or the product of the legs, of a round robin too.
 */
export function ledgerRowOf(pick: StoredPick, outcome: StoredOutcome): LedgerRow | null {
  const { pickId, settledAt, version, result, stake, profit, clv, priceCheck, board } = outcome;
  if (settledAt === undefined) return null;
  const terms = pickToGrade(pick);
  const decimal = ticketPrice({ ...terms, odds: terms.odds ?? terms.teaserPrices?.[pick.legs.length] });
  return {
    userId: pick.authorId,
    settledAt,
    pickId,
    version,
    result,
    stake,
    profit,
    clv,
    priceCheck,
    boardProfit: board?.profit,
    boardLeads: board?.leads,
    book: pick.book,
    ...wordsOf({ kind: pick.kind, legs: pick.legs, decimal }),
  };
}

/** A row of the ledger as statistics count it. */
export const entryOf = ({ stake, profit, clv, priceCheck, boardProfit, boardLeads, ...row }: LedgerRow): Entry => ({
  ...row,
  stakeMicro: stake,
  profitMicro: profit,
  clvMicro: clv,
  board: boardProfit === undefined ? undefined : { profitMicro: boardProfit, leads: boardLeads === true },
  isAbove: priceCheck === 'above',
});
