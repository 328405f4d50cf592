import { EXPIRES_AT, entity, primary } from '#data/entity';

/**
 * An attempt to prove an address: one code, and the guesses at it. An address has as many as were opened for it, and none touches another,
 * so that nobody can spend the guesses of somebody else. The code itself is stored nowhere (codeOf).
 */
export const attemptEntity = entity('attempt', {
  attributes: {
    /** The key of the address; with the user's id before it, where a user proves it from within. */
    subject: { type: 'string', required: true, readOnly: true },
    attemptHash: { type: 'string', required: true, readOnly: true },
    /** The length of the code. */
    digits: { type: 'number', required: true, readOnly: true },
    guesses: { type: 'number', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['subject'], ['attemptHash']) },
});
