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

/** Whose changes the betting reader of the table's stream is sent: the names of entities. */
export const BETTING_ENTITIES = ['event', 'pick', 'outcome'] as const;
