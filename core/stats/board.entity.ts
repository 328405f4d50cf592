import { EXPIRES_AT, entity, primary } from '#data/entity';

/** One row of one version of a board. A version never changes and expires a day after it was built. */
export const boardEntity = entity('board', {
  attributes: {
    /** `roi#30d`. */
    board: { type: 'string', required: true, readOnly: true },
    version: { type: 'string', required: true, readOnly: true },
    rank: { type: 'number', required: true, readOnly: true, padding: { length: 4, char: '0' } },
    userId: { type: 'string', required: true, readOnly: true },
    handle: { type: 'string', required: true, readOnly: true },
    displayName: { type: 'string', required: true, readOnly: true },
    score: { type: 'string', required: true, readOnly: true },
    wins: { type: 'number', required: true, readOnly: true },
    losses: { type: 'number', required: true, readOnly: true },
    pushes: { type: 'number', required: true, readOnly: true },
    decided: { type: 'number', required: true, readOnly: true },
    turnover: { type: 'number', required: true, readOnly: true },
    profit: { type: 'number', required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: {
    primary: primary(['board', 'version'], ['rank']),
  },
});

/** The version of a board that readers see. Changing this one item swaps the board. */
export const boardPointerEntity = entity('boardpointer', {
  attributes: {
    board: { type: 'string', required: true, readOnly: true },
    version: { type: 'string', required: true },
    builtAt: { type: 'string', required: true },
    size: { type: 'number', required: true },
  },
  indexes: { primary: primary(['board']) },
});
