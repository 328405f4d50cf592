import { EXPIRES_AT, entity, type Item, primary } from '#data/entity';

/** The newest export of a person, and the instants at which they asked for one within 30 days. */
export const exportJobEntity = entity('exportjob', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    jobId: { type: 'string', required: true },
    state: { type: ['waiting', 'ready'] as const, required: true },
    requestedAt: { type: 'string', required: true },
    readyAt: { type: 'string' },
    /** The sizes of its files in bytes, in the order of their numbers. */
    files: { type: 'list', items: { type: 'number' } },
    /** The last thing in the newest file while the next one is written: all of an entry, or a list up to the line of this digest. */
    fileEnd: { type: 'map', properties: { name: { type: 'string', required: true }, digest: { type: 'string' } } },
    /** Of each request within 30 days. */
    asked: { type: 'list', items: { type: 'string' }, required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['userId']) },
});
export type StoredExport = Item<typeof exportJobEntity>;
