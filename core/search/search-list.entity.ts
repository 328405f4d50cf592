import { entity, primary } from '#data/entity';

/**
 * The words under which a user has rows, as `h#ann`. It is written with the rows, so that a change of the profile writes their difference,
 * and rows of words that are gone are known when the profile is gone too.
 */
export const searchListEntity = entity('searchlist', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    terms: { type: 'list', items: { type: 'string' }, required: true },
    /** Counts the changes, so that of two at once one is refused. */
    revision: { type: 'number', required: true },
  },
  indexes: { primary: primary(['userId']) },
});
