import { entity, primary } from '#data/entity';

/**
 * A bettor's record in one period: `all`, a calendar year (`2026`) or a UTC day (`2026-11-23`), by the day of settlement. Outcomes only add
 * to it. Boards are built from rows of their own (board-sum.entity.ts). Amounts are millionths of a unit.
 */
export const statsEntity = entity('stats', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    period: { type: 'string', required: true, readOnly: true },
    wins: { type: 'number' },
    losses: { type: 'number' },
    pushes: { type: 'number' },
    voids: { type: 'number' },
    decided: { type: 'number' },
    turnover: { type: 'number' },
    profit: { type: 'number' },
    /** The sum of raw closing line values, and the number of picks in it. */
    clv: { type: 'number' },
    clvPicks: { type: 'number' },
    /** Of the picks that count on boards, at their board price. */
    boardDecided: { type: 'number' },
    boardWins: { type: 'number' },
    boardLosses: { type: 'number' },
    boardPushes: { type: 'number' },
    boardTurnover: { type: 'number' },
    boardProfit: { type: 'number' },
    boardEvents: { type: 'number' },
    /** Decided picks above what books quoted. */
    above: { type: 'number' },
    /** Picks ever placed and withdrawn; in the period `all` only. */
    placed: { type: 'number' },
    withdrawn: { type: 'number' },
  },
  indexes: { primary: primary(['userId'], ['period']) },
});
