import { CustomAttributeType } from 'electrodb';
import { entity, type Item, primary } from '#data/entity';
import type { ReactionName } from '#schemas/item-counts';

/** The reactions to a message, of at most 256 members: under 16 KB. It stands beside the message, so that only pages with reactions read them. */
export const messageReactionsEntity = entity('messagereactions', {
  attributes: {
    conversationId: { type: 'string', required: true, readOnly: true },
    block: { type: 'number', required: true, readOnly: true },
    seq: { type: 'number', required: true, readOnly: true, padding: { length: 12, char: '0' } },
    /** The names by the ids of those who reacted. */
    by: { type: CustomAttributeType<Readonly<Record<string, readonly ReactionName[]>>>('any'), required: true },
  },
  indexes: { primary: primary(['conversationId', 'block'], ['seq']) },
});

export type StoredReactions = Item<typeof messageReactionsEntity>;
