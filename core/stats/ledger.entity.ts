import { entity, primary } from '#data/entity';

/**
 * The outcome that counts of each settled pick, with the keys of its breakdowns, in the order of settlement. One row per pick, written in
 * the transaction that appends the outcome. Breakdowns, streaks and upkeep read it. Amounts are millionths of a unit.
 */
export const ledgerEntity = entity('ledger', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    settledAt: { type: 'string', required: true, readOnly: true },
    pickId: { type: 'string', required: true, readOnly: true },
    version: { type: 'number', required: true },
    result: { type: 'string', required: true },
    stake: { type: 'number', required: true },
    profit: { type: 'number', required: true },
    /** Raw closing line value in millionths; absent where no close is known. */
    clv: { type: 'number' },
    priceCheck: { type: 'string' },
    /** The profit at the board price; absent where the pick counts on boards for nothing. */
    boardProfit: { type: 'number' },
    /** True for the bettor's first pick on its event that counts on boards. */
    boardLeads: { type: 'boolean' },
    sport: { type: 'string', required: true },
    market: { type: 'string', required: true },
    oddsBand: { type: 'string', required: true },
    /** The book as its bettor spelled it. */
    book: { type: 'string' },
  },
  indexes: {
    primary: primary(['userId'], ['settledAt', 'pickId']),
  },
});
