import { entity, type Item, primary } from '#data/entity';
import { PACKED } from './feed-row.entity.ts';

/**
 * An author as feeds need one: the 80 newest items in one item under 4 KB, which is replaced whole, and whether the author is big. The names
 * and the picture stand in the author's card (core/users).
 */
export const authorFeedEntity = entity('authorfeed', {
  attributes: {
    authorId: { type: 'string', required: true, readOnly: true },
    /** References to the newest items, newest first. Absent until the first one. */
    recent: { ...PACKED, required: false },
    /** Counts the changes of `recent`. */
    revision: { type: 'number' },
    /**
     * Big authors had 1,000 followers once. `pending`: they are being added to their followers' states, and still written to every feed.
     * `ready`: while they have 1,000 followers, their items are read from `recent`.
     */
    everBig: { type: ['pending', 'ready'] as const },
    /** The item whose fan-out began to mark the author, and when: another one takes over where it does not end. */
    markedBy: { type: 'string' },
    markedAt: { type: 'string' },
  },
  indexes: { primary: primary(['authorId']) },
});
export type StoredAuthorFeed = Item<typeof authorFeedEntity>;

/** A follower of a big author whose state has no room for the author: the author's items are still written to them. In no index. */
export const writtenReaderEntity = entity('writtenreader', {
  attributes: {
    authorId: { type: 'string', required: true, readOnly: true },
    readerId: { type: 'string', required: true, readOnly: true },
  },
  indexes: { primary: primary(['authorId'], ['readerId']) },
});
