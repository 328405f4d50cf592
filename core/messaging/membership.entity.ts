import { entity, type Item, primary } from '#data/entity';
import { ChatRequest } from '#schemas/conversations';
import { MemberRole } from '#schemas/entry-views';

/**
 * A person's row of a conversation, `in` while they are a member. Who left or was removed keeps one that is `out`, which no list reads: it
 * remembers what they have seen, and that nobody else brings them back.
 */
export const membershipEntity = entity('membership', {
  attributes: {
    userId: { type: 'string', required: true, readOnly: true },
    state: { type: ['in', 'out'] as const, required: true, readOnly: true },
    conversationId: { type: 'string', required: true, readOnly: true },
    role: { type: MemberRole.options, required: true },
    /** The number of the entry with which they joined. */
    joined: { type: 'number', required: true },
    /** The number of the first entry that they see. */
    from: { type: 'number', required: true },
    /** Of two people of whom one has asked to talk; absent once it is accepted. */
    request: { type: ChatRequest.options },
    /** The entry up to which they have read, and the messages up to it; absent for somebody who has read nothing since the group was made. */
    readSeq: { type: 'number' },
    readMessages: { type: 'number' },
    /** The entry up to which a device of theirs has the conversation. What is read was delivered. */
    deliveredSeq: { type: 'number' },
    /** The last receipt of each kind. */
    readAt: { type: 'string' },
    deliveredAt: { type: 'string' },
    /** Earlier spans of membership, oldest first; both numbers are seen. */
    spans: {
      type: 'list',
      items: { type: 'map', properties: { from: { type: 'number', required: true }, to: { type: 'number', required: true } } },
    },
  },
  indexes: { primary: primary(['userId'], ['state', 'conversationId']) },
});

export type StoredMembership = Item<typeof membershipEntity>;
