/** Names that the table's template and its entities share. No client here, so that lib/ may read it. */
export const KEYS = { pk: 'pk', sk: 'sk' } as const;

/**
 * The one index, sparse and overloaded. It carries keys and, beside them, only what its lists decide by (20 names at most in all, and a
 * new name means a new index): see docs/access-patterns.md for who uses which.
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
