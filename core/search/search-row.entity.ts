import { entity, primary } from '#data/entity';

/**
 * A word by which a user is found. The partition is named after the first two letters of the word, so that a search reads the words of one
 * partition that begin as it asks. Nothing but the key stands in it: a reader takes the names from the card.
 */
export const searchRowEntity = entity('searchrow', {
  attributes: {
    letters: { type: 'string', required: true, readOnly: true },
    /** `h`: of the handle; `n`: of the display name; `b`: of the bio. */
    field: { type: ['h', 'n', 'b'] as const, required: true, readOnly: true },
    term: { type: 'string', required: true, readOnly: true },
    userId: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['letters'], ['field', 'term', 'userId']) },
});
