import * as z from 'zod';
import { Author, ConversationId, Instant, MediaId, PageQuery, queryNumber, UserId } from './common.ts';
import { contract, type Limit } from './contract.ts';
import { ConversationSettings } from './conversation-settings.ts';
import { GroupHistory, MemberRole, MessageType } from './entry-views.ts';
import { PictureUrls } from './media.ts';
import { text } from './text.ts';
import { TEXT_BOUNDS } from './text-bounds.ts';

/** The most members of a group, its owner included. */
export const MOST_MEMBERS = 256;
/** The most conversations of a person. */
export const MOST_CONVERSATIONS = 500;

const GroupName = text(TEXT_BOUNDS.groupName);
const ofConversation = z.strictObject({ conversationId: ConversationId });
const ofMember = z.strictObject({ conversationId: ConversationId, userId: UserId });
const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length;

/** A request to talk, as one of its two people has it. */
export const ChatRequest = z.enum(['sent', 'received', 'declined']).meta({ id: 'ChatRequest' });
export type ChatRequest = z.infer<typeof ChatRequest>;
/** Requests to talk that one person sends. The use case counts them, since a message to a contact is none. */
export const NEW_REQUESTS: Limit = { calls: 20, seconds: 86_400, youngCalls: 5, counts: 'accepted' };

const LastMessage = z
  .strictObject({
    type: MessageType,
    sender: Author.nullable(),
    preview: z.string().nullable().meta({ description: 'The beginning of its text, at most 100 bytes.' }),
    at: Instant,
  })
  .meta({ id: 'LastMessage' });

const conversation = {
  id: ConversationId,
  kind: z.enum(['direct', 'group']).meta({ id: 'ConversationKind' }),
  name: z.string().nullable().meta({ description: 'Of a group.' }),
  picture: PictureUrls.nullable().meta({ description: 'Of a group. Its addresses open for 5 minutes at most.' }),
  other: Author.nullable().meta({
    description: 'The other person of a direct conversation; null in a group, or when the account is gone.',
  }),
  role: MemberRole.meta({ description: 'Your own.' }),
  request: ChatRequest.nullable().meta({
    description:
      'Of a direct conversation that one of you has asked for: `sent` by you, who waits for an answer, `received` by you, or `declined` by you. Null once it is accepted.',
  }),
  lastSeq: z.int().min(0).meta({ description: 'The number of the newest entry; 0 in a direct conversation without a message.' }),
  lastMessage: LastMessage.nullable(),
  createdAt: Instant,
};
export const ConversationView = z.strictObject(conversation).meta({ id: 'Conversation' });
export type ConversationView = z.infer<typeof ConversationView>;

/** The most messages of a conversation that are pinned. */
export const MOST_PINNED = 5;

/** The number of unread mentions that is told at most, and kept. */
export const MOST_MENTIONED = 99;
export const UnreadMentions = z
  .int()
  .min(0)
  .max(MOST_MENTIONED)
  .meta({ description: `Messages that mention you after the one that you have read or sent last, at most ${MOST_MENTIONED}.` });
/** The largest number of unread messages that is told. */
export const MOST_UNREAD = 999;
export const ListedConversation = z
  .strictObject({
    ...conversation,
    settings: ConversationSettings,
    unread: z
      .int()
      .min(0)
      .max(MOST_UNREAD)
      .meta({
        description: `Messages after the one that you have read or sent last, at most ${MOST_UNREAD}.`,
      }),
    mentions: UnreadMentions,
    readSeq: z.int().min(0).meta({ description: 'The number up to which you have read; 0 for nothing.' }),
  })
  .meta({ id: 'ListedConversation' });
export type ListedConversation = z.infer<typeof ListedConversation>;

const Member = z
  .strictObject({ user: Author.nullable().meta({ description: 'Null when the account is gone.' }), role: MemberRole })
  .meta({ id: 'ConversationMember' });

export const ConversationDetail = z
  .strictObject({
    ...conversation,
    settings: ConversationSettings,
    pinned: z.array(z.int()).max(MOST_PINNED).meta({ description: 'The numbers of the pinned messages that you see.' }),
    history: GroupHistory.nullable(),
    members: z.array(Member).max(MOST_MEMBERS),
  })
  .meta({ id: 'ConversationDetail' });
export type ConversationDetail = z.infer<typeof ConversationDetail>;

const MEMBER_LIMITS: readonly Limit[] = [
  { calls: 60, seconds: 60, over: 'members' },
  { calls: 1_000, seconds: 86_400, youngCalls: 100, over: 'members' },
];

export const CreateConversation = contract({
  name: 'CreateConversation',
  notBannedFrom: 'messaging',
  method: 'POST',
  path: '/api/v1/conversations',
  tag: 'messaging',
  summary:
    'Open the conversation with a person, the same one each time, or make a group under an Idempotency-Key, of people who let you add them: by default your contacts.',
  access: 'user',
  idempotencyKey: 'optional',
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('direct'), userId: UserId }).meta({ id: 'NewDirectConversation' }),
    z
      .strictObject({
        kind: z.literal('group'),
        name: GroupName,
        memberIds: z
          .array(UserId)
          .min(1)
          .max(MOST_MEMBERS - 1)
          .refine(distinct, 'a person is named once'),
        history: GroupHistory.default('joined'),
        pictureId: MediaId.optional().meta({ description: 'A ready upload of yours for the picture of a group.' }),
      })
      .meta({ id: 'NewGroup' }),
  ]),
  replies: { 201: ConversationDetail },
  errors: ['NOT_FOUND', 'CANNOT_ADD', 'LIMIT_REACHED', 'CONFLICT'],
  limits: [{ calls: 30, seconds: 3_600, youngCalls: 5 }],
});

export const ListConversations = contract({
  name: 'ListConversations',
  method: 'GET',
  path: '/api/v1/conversations',
  tag: 'messaging',
  summary:
    'Your conversations: pinned ones, then the last one active first. Requests to talk to you are in a folder of their own, and so is what you have archived.',
  access: 'user',
  query: z.strictObject({
    ...PageQuery.shape,
    limit: queryNumber(100).default(50),
    folder: z.enum(['inbox', 'requests', 'archived']).default('inbox'),
  }),
  replies: { 200: z.array(ListedConversation) },
  paged: true,
  errors: [],
  limits: [{ calls: 30, seconds: 60 }],
});

export const GetConversation = contract({
  name: 'GetConversation',
  method: 'GET',
  path: '/api/v1/conversations/{conversationId}',
  tag: 'messaging',
  summary: 'A conversation of yours, with its members.',
  access: 'user',
  params: ofConversation,
  replies: { 200: ConversationDetail },
  errors: ['NOT_FOUND'],
  limits: [{ calls: 120, seconds: 60, over: 'reading' }],
});

const OfRequest = {
  method: 'POST',
  tag: 'messaging',
  access: 'user',
  params: ofConversation,
  limits: MEMBER_LIMITS,
} as const;

export const AcceptConversation = contract({
  ...OfRequest,
  name: 'AcceptConversation',
  notBannedFrom: 'messaging',
  path: '/api/v1/conversations/{conversationId}/accept',
  summary:
    'Accept a request to talk to you, also one that you declined. An answer accepts it too. A second call changes nothing.',
  replies: { 200: ConversationDetail },
  errors: ['NOT_FOUND', 'FORBIDDEN', 'CONFLICT', 'MESSAGE_NOT_ALLOWED'],
});

export const DeclineConversation = contract({
  ...OfRequest,
  name: 'DeclineConversation',
  path: '/api/v1/conversations/{conversationId}/decline',
  summary:
    'Decline a request to talk to you, and block the one who asked if you want. They are not told. A second call changes nothing.',
  body: z.strictObject({ block: z.boolean().default(false) }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED'],
});

export const UpdateConversation = contract({
  name: 'UpdateConversation',
  notBannedFrom: 'messaging',
  method: 'PATCH',
  path: '/api/v1/conversations/{conversationId}',
  tag: 'messaging',
  summary: "Change a group's name, its picture, or what new members see. For its owner and admins.",
  access: 'user',
  params: ofConversation,
  body: z.strictObject({
    name: GroupName.optional(),
    history: GroupHistory.optional(),
    pictureId: MediaId.nullable()
      .optional()
      .meta({ description: 'A ready upload of yours for the picture of a group. Null takes the picture away.' }),
  }),
  replies: { 200: ConversationDetail },
  errors: ['NOT_FOUND', 'ROLE_REQUIRED', 'CONFLICT'],
  limits: MEMBER_LIMITS,
});

export const AddMember = contract({
  name: 'AddMember',
  notBannedFrom: 'messaging',
  method: 'PUT',
  path: '/api/v1/conversations/{conversationId}/members/{userId}',
  tag: 'messaging',
  summary:
    'Add somebody to a group who lets you: by default your contacts. For its owner and admins. Nobody who left or was removed can be added again.',
  access: 'user',
  params: ofMember,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'ROLE_REQUIRED', 'CANNOT_ADD', 'GROUP_FULL', 'CONFLICT'],
  limits: MEMBER_LIMITS,
});

export const RemoveMember = contract({
  name: 'RemoveMember',
  method: 'DELETE',
  path: '/api/v1/conversations/{conversationId}/members/{userId}',
  tag: 'messaging',
  summary: 'Remove a member from a group, or leave it by your own id. An owner with other members hands over first.',
  access: 'user',
  params: ofMember,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'ROLE_REQUIRED', 'CONFLICT'],
});

export const SetMemberRole = contract({
  name: 'SetMemberRole',
  notBannedFrom: 'messaging',
  method: 'PUT',
  path: '/api/v1/conversations/{conversationId}/members/{userId}/role',
  tag: 'messaging',
  summary: 'Make a member an admin, or an admin a member. For the owner.',
  access: 'user',
  params: ofMember,
  body: z.strictObject({ role: z.enum(['admin', 'member']) }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'ROLE_REQUIRED', 'CONFLICT'],
  limits: MEMBER_LIMITS,
});

export const SetOwner = contract({
  name: 'SetOwner',
  notBannedFrom: 'messaging',
  method: 'PUT',
  path: '/api/v1/conversations/{conversationId}/owner',
  tag: 'messaging',
  summary: 'Hand a group over to a member. You stay as an admin.',
  access: 'user',
  params: ofConversation,
  body: z.strictObject({ userId: UserId }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'ROLE_REQUIRED', 'CONFLICT'],
  limits: MEMBER_LIMITS,
});
