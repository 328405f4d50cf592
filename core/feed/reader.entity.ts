import { EXPIRES_AT, entity, type Item, primary } from '#data/entity';

/** The state of a reader's feed, which every page reads beside the rows. Some 7 KB with 200 big authors. In no index. */
export const feedStateEntity = entity('feedstate', {
  attributes: {
    readerId: { type: 'string', required: true, readOnly: true },
    /** The big authors whom the reader follows, at most 200. It is added to and taken from without a read. */
    big: { type: 'set', items: 'string' },
    /** The instant of a read of the feed, at most 12 hours before the newest one. */
    readAt: { type: 'string' },
    /** Everything that followed authors have posted since this instant is in the feed. */
    completeSince: { type: 'string' },
    /** The instant at which the reader came back and the rows were asked for; absent once they are written. */
    returnedAt: { type: 'string' },
  },
  indexes: { primary: primary(['readerId']) },
});
export type StoredFeedState = Item<typeof feedStateEntity>;

/**
 * A reader to whom fan-outs write: 31 days after a read of the feed they stop. An item of its own, so that a fan-out reads 0.5 RRU a follower,
 * and one BatchGet finds a hundred. In no index.
 */
export const activeReaderEntity = entity('activereader', {
  attributes: {
    readerId: { type: 'string', required: true, readOnly: true },
    readAt: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['readerId']) },
});

/** The return of a reader to whom no fan-out wrote. The stream's reader asks for the rows; it needs no other change of a reader. */
export const feedReturnEntity = entity('feedreturn', {
  attributes: {
    readerId: { type: 'string', required: true, readOnly: true },
    returnedAt: { type: 'string', required: true },
    expiresAt: EXPIRES_AT,
  },
  indexes: { primary: primary(['readerId']) },
});
