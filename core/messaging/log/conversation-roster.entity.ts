import { CustomAttributeType } from 'electrodb';
import { entity, type Item, primary } from '#data/entity';

/**
 * The members of a conversation, in one item of at most 12 KB, which is replaced whole on its version. It decides who is a member; the rows by
 * person follow it.
 */
export const conversationRosterEntity = entity('conversationroster', {
  attributes: {
    conversationId: { type: 'string', required: true, readOnly: true },
    version: { type: 'number', required: true },
    /**
     * By user id: the first letter of the role, the number with which they joined, `*` for those who see all before it, and the first letter of
     * a request (roster-rules.ts).
     */
    members: { type: CustomAttributeType<Readonly<Record<string, string>>>('any'), required: true },
  },
  indexes: { primary: primary(['conversationId']) },
});

export type StoredRoster = Item<typeof conversationRosterEntity>;
