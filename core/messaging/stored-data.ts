import type { DomainData } from '#data/data-row';

/** The register of what conversations store. */
export const messagingData: DomainData = {
  logentry: {
    purpose: 'a message or a change, for the members of a conversation',
    retention: 'as long as the conversation; without its words once it is deleted',
    personal: [
      ...[
        'conversationId',
        'seq',
        'at',
        'type',
        'senderId',
        'clientMessageId',
        'text',
        'replyTo',
        'editedAt',
        'edits',
        'deleted',
        'removedAt',
      ],
      'details',
    ],
    other: ['block', 'messages', 'revision'],
    unerased: {
      ...{ conversationId: 'the place stays', seq: 'the place stays', at: 'the place stays', type: 'the place stays' },
      ...{
        replyTo: 'names a place',
        editedAt: 'the place stays',
        edits: 'names places',
        deleted: 'says that the words are gone',
        removedAt: 'says that the words are gone',
      },
    },
  },
  messagereactions: {
    purpose: 'the reactions to a message, for the members of its conversation',
    retention: 'as long as the message',
    personal: ['by'],
    other: ['conversationId', 'block', 'seq'],
    unexported: 'names other people; the own ones stand with the messages',
  },
  sentmark: {
    purpose: 'makes a message that is sent twice one message',
    retention: 'as long as the conversation',
    personal: ['senderId', 'conversationId', 'clientMessageId'],
    other: ['from'],
    unexported: 'repeats `logentry`',
  },
  conversationroster: {
    purpose: 'decides who is a member',
    retention: 'as long as the conversation',
    personal: ['members'],
    other: ['conversationId', 'version'],
    unexported: 'names other people; `membership` has their own',
  },
  conversationhead: {
    purpose: 'the place of a conversation in lists',
    retention: 'as long as the conversation',
    personal: ['createdBy', 'lastSenderId', 'preview', 'name'],
    other: [
      ...[
        'conversationId',
        'createdAt',
        'history',
        'pinned',
        'lastSeq',
        'posted',
        'messages',
        'rosterVersion',
        'pictureId',
        'lastMessageAt',
      ],
      'lastType',
    ],
    unexported: 'belongs to all members; the messages are in `logentry`',
    unerased: { name: 'belongs to all members of the group' },
  },
  membership: {
    purpose: 'the place of a person in a conversation: what they see, have read and have chosen',
    retention: 'as long as the account',
    personal: [
      ...['userId', 'state', 'conversationId', 'role', 'joined', 'from', 'request', 'readSeq', 'deliveredSeq', 'readAt'],
      ...['deliveredAt', 'markedUnread', 'mutedUntil', 'pinned', 'archived', 'clearedTo', 'spans'],
    ],
    other: ['readMessages', 'hiddenMessages', 'pushes', 'pushesSince', 'pushedAt'],
  },
  invite: {
    purpose: 'a link by which people join a group',
    retention: '30 days at most',
    personal: ['conversationId', 'inviteId', 'createdBy', 'createdAt', 'endsAt', 'uses'],
    other: ['place', 'secretHash', 'most', 'expiresAt'],
  },
  presence: {
    purpose: 'shows others that a person is there, unless they have chosen otherwise',
    retention: 'as long as the account',
    personal: ['lastSeenAt', 'hidden', 'noReceipts', 'noPreviews', 'onlineUntil', 'userId'],
    other: [],
    unexported: { userId: 'names the row' },
  },
};
