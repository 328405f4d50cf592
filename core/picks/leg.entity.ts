import { entity, gsi1, primary } from '#data/entity';

/**
 * One row for each event of a pick. It is read in the index only, where the picks of an event are spread over shards, so that a big game is
 * not one hot key.
 */
export const legEntity = entity('leg', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    eventId: { type: 'string', required: true, readOnly: true },
    shard: { type: 'number', required: true, readOnly: true },
    authorId: { type: 'string', required: true, readOnly: true },
    /** Those of the pick: see facetsOf. */
    facets: { type: 'list', items: { type: 'string' }, required: true, readOnly: true },
  },
  indexes: {
    primary: primary(['pickId'], ['eventId']),
    byEvent: gsi1(['eventId', 'shard'], ['pickId'], ['pickId', 'eventId', 'authorId', 'facets']),
  },
});
