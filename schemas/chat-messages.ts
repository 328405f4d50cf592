import * as z from 'zod';
import { Author, ConversationId, EventId, MediaId, MessageId, PickId, queryNumber } from './common.ts';
import { contract } from './contract.ts';
import { Confidence, EntriesMeta, EntryView, LARGEST_SEQ, MESSAGE_TYPES } from './entry-views.ts';
import { ReactionName } from './item-counts.ts';
import { NewMentions } from './item-views.ts';
import { MarketName } from './market-name.ts';
import { text } from './text.ts';
import { TEXT_BOUNDS } from './text-bounds.ts';

const ofConversation = z.strictObject({ conversationId: ConversationId });

const position = queryNumber(LARGEST_SEQ, 0).optional();

export const ListMessages = contract({
  name: 'ListMessages',
  method: 'GET',
  path: '/api/v1/conversations/{conversationId}/messages',
  tag: 'messaging',
  summary:
    'Entries by their numbers, in rising order: those after a number, those before one, those around one, or else the newest. Whoever asks for those after the last number they have misses nothing.',
  access: 'user',
  params: ofConversation,
  query: z
    .strictObject({ after: position, before: position, around: position, limit: queryNumber(100).default(50) })
    .refine(({ after, before, around }) => [after, before, around].filter((given) => given !== undefined).length <= 1, {
      message: 'one of after, before and around',
      path: ['after'],
    }),
  replies: {
    200: z
      .strictObject({
        entries: z.array(EntryView).max(100),
        hasBefore: z.boolean(),
        hasAfter: z.boolean(),
      })
      .meta({ id: 'Entries' }),
  },
  meta: EntriesMeta,
  errors: ['NOT_FOUND'],
});

/** Members whom a text mentions. */
const Mentions = NewMentions.optional();

/** Milliseconds after a message in which its text can be changed. */
export const EDIT_WINDOW = 15 * 60_000;
/** The most edits of a message. */
export const MOST_EDITS = 20;
const ofMessage = z.strictObject({ messageId: MessageId });

export const EditMessage = contract({
  name: 'EditMessage',
  notBannedFrom: 'messaging',
  method: 'PATCH',
  path: '/api/v1/messages/{messageId}',
  tag: 'messaging',
  summary: `Change the text of your message within 15 minutes, at most ${MOST_EDITS} times. The earlier text is kept in the log.`,
  access: 'user',
  params: ofMessage,
  body: z.strictObject({
    text: text({ ...TEXT_BOUNDS.message, lines: 'several' }),
    mentions: Mentions.meta({ description: 'Those of the new text; none where it is left out.' }),
    revision: z.int().min(1).meta({ description: 'The revision that you saw. If there is a newer one, nothing is changed.' }),
  }),
  replies: { 200: EntryView },
  errors: ['NOT_FOUND', 'FORBIDDEN', 'MESSAGE_NOT_ALLOWED', 'EDIT_WINDOW_CLOSED', 'MESSAGE_DELETED', 'CONFLICT', 'LIMIT_REACHED'],
  limits: [{ calls: 30, seconds: 60, youngCalls: 7, over: 'edits' }],
});

const reacting = {
  tag: 'messaging',
  access: 'user',
  replies: { 200: z.strictObject({ name: ReactionName, reacted: z.boolean() }).meta({ id: 'OwnMessageReaction' }) },
  errors: ['NOT_FOUND', 'MESSAGE_NOT_ALLOWED', 'MESSAGE_DELETED'],
  limits: [{ calls: 60, seconds: 60, youngCalls: 30, over: 'chat-reactions' }],
} as const;

export const ReactToMessage = contract({
  ...reacting,
  name: 'ReactToMessage',
  notBannedFrom: 'messaging',
  method: 'POST',
  path: '/api/v1/messages/{messageId}/react',
  params: ofMessage,
  body: z.strictObject({ name: ReactionName }),
  summary: 'React to a message. It is an entry of the log. A second call with the same name changes nothing.',
});

export const UnreactToMessage = contract({
  ...reacting,
  name: 'UnreactToMessage',
  method: 'DELETE',
  path: '/api/v1/messages/{messageId}/react/{name}',
  params: ofMessage.extend({ name: ReactionName }),
  summary: 'Take a reaction to a message back.',
});

const pinning = {
  notBannedFrom: 'messaging',
  path: '/api/v1/messages/{messageId}/pin',
  tag: 'messaging',
  access: 'user',
  params: ofMessage,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'ROLE_REQUIRED', 'MESSAGE_NOT_ALLOWED', 'MESSAGE_DELETED', 'LIMIT_REACHED'],
  limits: [{ calls: 30, seconds: 60, over: 'pins' }],
} as const;

export const PinMessage = contract({
  ...pinning,
  name: 'PinMessage',
  method: 'PUT',
  summary: 'Pin a message for all, at most 5 in a conversation. In a group for its owner and admins.',
});

export const UnpinMessage = contract({
  ...pinning,
  name: 'UnpinMessage',
  method: 'DELETE',
  summary: 'Unpin a message. In a group for its owner and admins.',
});

export const DeleteMessage = contract({
  name: 'DeleteMessage',
  method: 'DELETE',
  path: '/api/v1/messages/{messageId}',
  tag: 'messaging',
  summary: 'Delete your message for everyone, or one of a member of your group. Its words are erased, with those before edits.',
  access: 'user',
  params: ofMessage,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'FORBIDDEN'],
});

export const ReadMessages = contract({
  name: 'ReadMessages',
  method: 'PUT',
  path: '/api/v1/conversations/{conversationId}/read',
  tag: 'messaging',
  summary: 'Say up to which entry you have read. It never goes back.',
  access: 'user',
  params: ofConversation,
  body: z.strictObject({ seq: z.int().min(1).max(LARGEST_SEQ) }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
  limits: [{ calls: 120, seconds: 60, over: 'reading' }],
});

export const MessageReceipts = z
  .strictObject({
    delivered: z.array(Author).meta({ description: 'Members whose device has the message, and who have not read it.' }),
    read: z.array(Author),
  })
  .meta({ id: 'MessageReceipts', description: 'Members who have switched receipts off are in neither.' });
export type MessageReceipts = z.infer<typeof MessageReceipts>;

export const ListReceipts = contract({
  name: 'ListReceipts',
  method: 'GET',
  path: '/api/v1/messages/{messageId}/receipts',
  tag: 'messaging',
  summary: 'The members who have got or read a message of yours. Empty for who has switched receipts off.',
  access: 'user',
  params: ofMessage,
  replies: { 200: MessageReceipts },
  errors: ['NOT_FOUND'],
  limits: [{ calls: 30, seconds: 60 }],
});

const NewMessage = {
  clientMessageId: z.uuid().toLowerCase().meta({
    description: 'An id that the client makes. The same one again in the same conversation is the same message.',
  }),
  replyTo: z.int().min(1).max(LARGEST_SEQ).optional().meta({ description: 'The number of the message that it answers.' }),
};
/** The text beside a slip, an image or a file. */
export const Caption = text({ ...TEXT_BOUNDS.caption, lines: 'several' });
const MessageText = text({ ...TEXT_BOUNDS.message, lines: 'several' });

export const SendMessage = contract({
  name: 'SendMessage',
  beginsBeside: true,
  notBannedFrom: 'messaging',
  method: 'POST',
  path: '/api/v1/conversations/{conversationId}/messages',
  tag: 'messaging',
  summary:
    'Send a message, once under its clientMessageId. It has the number of its place, for good. The first one to somebody who is no contact of yours is a request: one text of at most 500 characters without a link, at most 20 a day (5 on the first day of an account), and no more until it is answered.',
  access: 'user',
  params: ofConversation,
  body: z.discriminatedUnion(
    'type',
    [
      z
        .strictObject({ type: z.literal('text'), ...NewMessage, text: MessageText, mentions: Mentions })
        .meta({ id: 'NewTextMessage' }),
      z
        .strictObject({ type: z.literal('image'), ...NewMessage, mediaId: MediaId, text: Caption.optional(), mentions: Mentions })
        .meta({ id: 'NewImageMessage' }),
      z
        .strictObject({ type: z.literal('file'), ...NewMessage, mediaId: MediaId, text: Caption.optional(), mentions: Mentions })
        .meta({ id: 'NewFileMessage' }),
      z.strictObject({ type: z.literal('voice'), ...NewMessage, mediaId: MediaId }).meta({ id: 'NewVoiceMessage' }),
      z
        .strictObject({ type: z.literal('slip'), ...NewMessage, pickId: PickId, text: Caption.optional(), mentions: Mentions })
        .meta({ id: 'NewSlipMessage' }),
      z
        .strictObject({
          type: z.literal('analysis'),
          ...NewMessage,
          eventId: EventId,
          market: MarketName,
          lean: text({ graphemes: 80, bytes: 320 }),
          confidence: Confidence,
          text: MessageText,
          mentions: Mentions,
        })
        .meta({ id: 'NewAnalysisMessage' }),
    ],
    { error: `must be one of ${MESSAGE_TYPES.join(', ')}` },
  ),
  replies: { 201: EntryView },
  errors: ['NOT_FOUND', 'MESSAGE_NOT_ALLOWED', 'CONFLICT'],
  limits: [{ calls: 20, seconds: 60, over: 'messages' }],
});
