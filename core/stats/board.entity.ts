import { CustomAttributeType } from 'electrodb';
import { EXPIRES_AT, entity, primary } from '#data/entity';

/**
 * One version of a board with all its rows: some 7 KB for a hundred, so that a page reads one item. A version never changes and expires a
 * day after it was built.
 */
export const boardEntity = entity('board', {
  attributes: {
    /** `roi#30d`. */
    board: { type: 'string', required: true, readOnly: true },
    version: { type: 'string', required: true, readOnly: true },
    /** See packBoard. */
    rows: { type: CustomAttributeType<Uint8Array>('any'), required: true, readOnly: true },
    expiresAt: { ...EXPIRES_AT, readOnly: true },
  },
  indexes: { primary: primary(['board'], ['version']) },
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
