import * as z from 'zod';
import { ConversationId, Instant, UserId } from './common.ts';
import { EntryView, LARGEST_SEQ } from './entry-views.ts';

/** Messages about conversations that the server sends over a socket. Their news can be read over HTTP too. */

const at = Instant.meta({ description: 'The time at which it was sent on its way.' });

export const EntryMessage = z
  .strictObject({
    type: z.literal('entry'),
    id: z.string().meta({ description: 'The id of the entry. The same id is the same entry, sent again.' }),
    at,
    data: z.strictObject({
      conversationId: ConversationId,
      seq: z.int().min(1).max(LARGEST_SEQ),
      entry: EntryView.nullable().meta({
        description:
          'Null for an entry that is longer than a frame, for an upload, and for a slip whose pick has pictures, or that is sent once more: read it over HTTP.',
      }),
    }),
  })
  .meta({
    id: 'EntryPosted',
    description:
      'An entry of a conversation: a message, or a change such as an edit. Entries may come twice and in any order; who misses a number reads it with `GET /conversations/{conversationId}/messages?after=`.',
  });

export const ReceiptMessage = z
  .strictObject({
    type: z.literal('receipt'),
    id: z.string(),
    at,
    data: z.strictObject({
      conversationId: ConversationId,
      userId: UserId,
      kind: z.enum(['delivered', 'read']),
      seq: z.int().min(1).max(LARGEST_SEQ).meta({ description: 'The entry up to which they have got or read it.' }),
    }),
  })
  .meta({
    id: 'Receipt',
    description:
      'A member of a conversation of two people, or of a group of up to 16, has got or read it up to an entry. It may be lost.',
  });

export const TypingMessage = z
  .strictObject({
    type: z.literal('typing'),
    id: z.string(),
    at,
    data: z.strictObject({
      conversationId: ConversationId,
      userId: UserId,
      until: Instant.meta({ description: 'From then on they do not type any more, unless another one comes.' }),
    }),
  })
  .meta({
    id: 'TypingShown',
    description: 'A member of a conversation of two people, or of a group of up to 16, types. It may be lost.',
  });

export const ConversationGoneMessage = z
  .strictObject({
    type: z.literal('conversation.gone'),
    id: z.string(),
    at,
    data: z.strictObject({ conversationId: ConversationId }),
  })
  .meta({ id: 'ConversationGone', description: 'You are no member of this conversation any more.' });

export const SessionClosingMessage = z
  .strictObject({
    type: z.literal('session.closing'),
    id: z.string(),
    at,
    data: z.strictObject({}),
  })
  .meta({
    id: 'SessionClosing',
    description: 'The session has ended, and the socket ends with it. Do not connect again without signing in.',
  });

/** All of them. */
export const CHAT_PUSHES = [EntryMessage, ReceiptMessage, TypingMessage, ConversationGoneMessage, SessionClosingMessage] as const;
