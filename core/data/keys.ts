/** The names of the table's keys, for its template and its entities. This file imports no client, so that lib/ may read it. */
export const KEYS = { pk: 'pk', sk: 'sk' } as const;

/**
 * The first index, sparse and shared by several entities. Beside keys it carries the attributes that its lists decide by: 20 names at most,
 * and a new name would mean a new index (docs/access-patterns.md).
 */
export const GSI1 = {
  name: 'gsi1',
  pk: 'gsi1pk',
  sk: 'gsi1sk',
  projection: [
    ...['__edb_e__', '__edb_v__', 'pickId', 'authorId', 'facets', 'phase', 'eventId', 'userId', 'startsAt', 'league'],
    ...['followerId', 'followeeId', 'since', 'openedAt'],
  ],
} as const;

/** The second index, sparse: it carries keys alone, so that a new list needs no change of the table. Its readers get the items by their keys. */
export const GSI2 = { name: 'gsi2', pk: 'gsi2pk', sk: 'gsi2sk' } as const;

/** The attribute with the epoch seconds after which DynamoDB deletes an item. It deletes late, so readers compare too. */
export const TTL = 'ttl';

/**
 * The readers of the table's stream, each with the entities whose records it receives. lib/ makes the filters of the event sources from it,
 * and a reader's table of projections compiles only if it covers exactly these entities (lambdas/middleware/stream.ts). A stream serves at
 * most two readers without throttling them.
 */
export const READERS = {
  betting: ['event', 'pick', 'outcome'],
  social: [
    'session',
    'addresschange',
    'identity',
    'user',
    'sockets',
    'mobiledevice',
    'follow',
    'contact',
    'reaction',
    'comment',
    'post',
    'feedreturn',
    'reportcase',
    'media',
    'logentry',
  ],
} as const;
export type Reader = keyof typeof READERS;
/** An entity whose records a reader receives. */
export type EntityOf<R extends Reader> = (typeof READERS)[R][number];
