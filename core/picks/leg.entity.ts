import { entity, gsi1, primary } from '#data/entity';

/**
 * One row for each event of a pick. The picks of an author on an event stand together, in the order of their placing. The index lists those
 * of everybody, spread over shards, so that a big game is not one hot key.
 */
export const legEntity = entity('leg', {
  attributes: {
    pickId: { type: 'string', required: true, readOnly: true },
    eventId: { type: 'string', required: true, readOnly: true },
    shard: { type: 'number', required: true, readOnly: true },
    authorId: { type: 'string', required: true, readOnly: true },
    /** Those of the pick: see facetsOf. */
    facets: { type: 'list', items: { type: 'string' }, required: true, readOnly: true },
    /** The question that the pick answers: see opinionOf. */
    opinion: { type: 'string', required: true, readOnly: true },
  },
  indexes: {
    primary: primary(['authorId', 'eventId'], ['pickId']),
    byEvent: gsi1(['eventId', 'shard'], ['pickId'], ['pickId', 'eventId', 'authorId', 'facets']),
  },
});
