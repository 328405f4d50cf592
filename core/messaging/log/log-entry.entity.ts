import { CustomAttributeType } from 'electrodb';
import { mentionsAttribute } from '#core/users';
import { entity, type Item, primary } from '#data/entity';
import { MESSAGE_TYPES } from '#schemas/entry-views';
import type { EntryDetails } from './entry-details.ts';

/**
 * An entry of a conversation's log: a message or a change. Its number is its place, and 1,000 numbers share a partition. No number is missing,
 * and none is given twice. In no index, and never out of the stream.
 */
export const logEntryEntity = entity('logentry', {
  attributes: {
    conversationId: { type: 'string', required: true, readOnly: true },
    block: { type: 'number', required: true, readOnly: true },
    seq: { type: 'number', required: true, readOnly: true, padding: { length: 12, char: '0' } },
    type: { type: [...MESSAGE_TYPES, 'change'] as const, required: true, readOnly: true },
    senderId: { type: 'string', required: true },
    at: { type: 'string', required: true, readOnly: true },
    /** The messages among the entries up to this one. */
    messages: { type: 'number', required: true, readOnly: true },
    /** Of a message. */
    clientMessageId: { type: 'string' },
    /** Of a message; of an edit the text before it. */
    text: { type: 'string' },
    /** The members whom the text mentions. */
    mentions: mentionsAttribute,
    /** The number of the message that it answers. */
    replyTo: { type: 'number' },
    /** The revision of a message's text; absent for the first. */
    revision: { type: 'number' },
    editedAt: { type: 'string' },
    /** The numbers of a message's edits, which keep its earlier texts. */
    edits: { type: 'list', items: { type: 'number' } },
    /** True for a message whose words are gone; its place stays. */
    deleted: { type: 'boolean' },
    /** The instant at which a moderator removed it; absent for any other deletion. */
    removedAt: { type: 'string' },
    /** The fields that the type has of its own, at most 2 KB. */
    details: { type: CustomAttributeType<EntryDetails>('any') },
  },
  indexes: { primary: primary(['conversationId', 'block'], ['seq']) },
});

export type StoredEntry = Item<typeof logEntryEntity>;
