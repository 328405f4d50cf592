import { entity, type Item, primary } from '#data/entity';
import { GroupHistory, MESSAGE_TYPES } from '#schemas/entry-views';

/**
 * The head of a conversation: what its place in a list shows, and the number up to which the log is known to reach. It may be behind the log
 * for a moment, and never ahead of it.
 */
export const conversationHeadEntity = entity('conversationhead', {
  attributes: {
    conversationId: { type: 'string', required: true, readOnly: true },
    createdBy: { type: 'string', required: true },
    createdAt: { type: 'string', required: true, readOnly: true },
    /** Of a group. */
    name: { type: 'string' },
    history: { type: GroupHistory.options },
    pictureId: { type: 'string' },
    /** The numbers of the messages that are pinned for all, the first pinned first. */
    pinned: { type: 'list', items: { type: 'number' } },
    /** The number of the newest entry that the head knows; 0 for none. */
    lastSeq: { type: 'number', required: true },
    /**
     * Every member's live sockets got this entry, so that their clients learn of all before it. Behind `lastSeq` or the log while an entry is
     * being posted, or was not.
     */
    posted: { type: 'number', required: true },
    /** The messages among those entries. */
    messages: { type: 'number', required: true },
    /** A version of the roster that has every change up to `lastSeq`. */
    rosterVersion: { type: 'number', required: true },
    lastMessageAt: { type: 'string' },
    lastSenderId: { type: 'string' },
    lastType: { type: MESSAGE_TYPES },
    /** The beginning of the last message's text, at most 100 bytes. */
    preview: { type: 'string' },
  },
  indexes: { primary: primary(['conversationId']) },
});

export type StoredHead = Item<typeof conversationHeadEntity>;
