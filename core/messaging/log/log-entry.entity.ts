import { CustomAttributeType } from 'electrodb';
import { mentionsAttribute } from '#core/users';
import { entity, type Item, primary } from '#data/entity';
import { MESSAGE_TYPES } from '#schemas/entry-views';
import type { EntryDetails } from './entry-details.ts';

/**
 * The object of S3 with all entries of a block before the one that names it. Absent `object`: nothing is archived there. `replaced` are keys of
 * objects that nobody reads and that are still to be deleted.
 */
export interface BlockArchive {
  /** `sha256` is that of its bytes, in hex. */
  readonly object?: { readonly key: string; readonly sha256: string };
  readonly replaced: readonly string[];
}

/**
 * An entry of a conversation's log: a message or a change. Its number is its place, and 1,000 numbers, a block, share a partition. No number
 * is missing, and none is given twice. Of an archived block the newest entry alone is left here. In no index, and never out of the stream.
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
    /** Of the newest entry of a block that was archived. */
    archive: { type: CustomAttributeType<BlockArchive>('any') },
  },
  indexes: { primary: primary(['conversationId', 'block'], ['seq']) },
});

export type StoredEntry = Item<typeof logEntryEntity>;
/** An entry as it was read; `archived` is true for one that came from the archive. */
export type ReadEntry = StoredEntry & { readonly archived?: true };

type ChangingAttribute = Exclude<keyof StoredEntry, 'conversationId' | 'block' | 'seq' | 'type' | 'at' | 'messages'>;
const MAY_CHANGE: Readonly<Record<ChangingAttribute, true>> = {
  ...{ senderId: true, clientMessageId: true, text: true, mentions: true, replyTo: true, revision: true, editedAt: true },
  ...{ edits: true, deleted: true, removedAt: true, details: true, archive: true },
};
/** The attributes of an entry that a later write may change. */
export const CHANGING = Object.keys(MAY_CHANGE) as ChangingAttribute[];
