import { entity, type Item, primary } from '#data/entity';
import { ChatRequest } from '#schemas/conversations';
import { MemberRole } from '#schemas/entry-views';

/**
 * A person's row of a conversation, `in` while they are a member. A person who left or was removed keeps one that is `out`, which no list reads: it
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
    /** The entry up to which a device of theirs has the conversation. A read message was delivered. */
    deliveredSeq: { type: 'number' },
    /** The last receipt of each kind. */
    readAt: { type: 'string' },
    deliveredAt: { type: 'string' },
    /** The member has marked it unread; reading ends that. */
    markedUnread: { type: 'boolean' },
    /** The instant until which the member is told of nothing. */
    mutedUntil: { type: 'string' },
    /** Muted, the member is still told of mentions. */
    mutedExceptMentions: { type: 'boolean' },
    /** The numbers of messages that mention the member, of which those that they have read count no more: at most 99. */
    mentioned: { type: 'set', items: 'number' },
    /** Listed first. */
    pinned: { type: 'boolean' },
    /** Listed apart. */
    archived: { type: 'boolean' },
    /** The entry up to which the member has cleared the log for themselves. */
    clearedTo: { type: 'number' },
    /** The messages up to the first entry that the member sees; absent for none. A last message among them is not shown. */
    hiddenMessages: { type: 'number' },
    /** The last mobile push of the conversation, and the number of them since the member had read `pushesSince`. */
    pushedAt: { type: 'string' },
    pushes: { type: 'number' },
    pushesSince: { type: 'number' },
    /** Earlier spans of membership, oldest first; both numbers are seen. */
    spans: {
      type: 'list',
      items: { type: 'map', properties: { from: { type: 'number', required: true }, to: { type: 'number', required: true } } },
    },
  },
  indexes: { primary: primary(['userId'], ['state', 'conversationId']) },
});

export type StoredMembership = Item<typeof membershipEntity>;
