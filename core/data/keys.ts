/** Names that the table's template and its entities share. No client here, so that lib/ may read it. */
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
    '__edb_e__',
    '__edb_v__',
    'pickId',
    'authorId',
    'eventId',
    'userId',
    'period',
    'startsAt',
    'league',
    'wins',
    'losses',
    'pushes',
    'decided',
    'turnover',
    'profit',
  ],
} as const;

/**
 * The second index, sparse, for entities to come: it carries keys alone, so that a new list needs no change of the table. Its readers get
 * the items by their keys. No entity uses it yet.
 */
export const GSI2 = { name: 'gsi2', pk: 'gsi2pk', sk: 'gsi2sk' } as const;

/** Epoch seconds; DynamoDB deletes late, so readers compare too. */
export const TTL = 'ttl';

/**
 * The readers of the table's stream and the entities whose records each is sent. The filters of the event sources are made from it (lib), and
 * a reader's table of projections compiles only if it covers exactly these (lambdas/middleware/stream.ts). Two readers are the most that a
 * stream serves without throttling them.
 */
export const READERS = {
  betting: ['event', 'pick', 'outcome'],
  social: ['session', 'user', 'sockets'],
} as const;
export type Reader = keyof typeof READERS;
/** An entity whose records a reader is sent. */
export type EntityOf<R extends Reader> = (typeof READERS)[R][number];
