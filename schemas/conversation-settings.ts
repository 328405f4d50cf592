import * as z from 'zod';
import { ConversationId, Instant } from './common.ts';
import { contract, type Limit } from './contract.ts';

/** A conversation as its member keeps it for themselves. Nobody else learns of any of it. */

const ofConversation = z.strictObject({ conversationId: ConversationId });
const OWN_LIMITS: readonly Limit[] = [{ calls: 120, seconds: 60, over: 'reading' }];

const settings = {
  muted: z
    .strictObject({
      until: Instant.nullable().meta({ description: 'Null: until you take it back.' }),
      exceptMentions: z.boolean().default(false).meta({ description: 'You are still told of messages that mention you.' }),
    })
    .nullable()
    .meta({ description: 'You are told of nothing.' }),
  pinned: z.boolean().meta({ description: 'Listed first.' }),
  archived: z.boolean().meta({ description: 'Listed apart.' }),
  markedUnread: z.boolean().meta({ description: 'Until you read or write.' }),
};
export const ConversationSettings = z
  .strictObject(settings)
  .meta({ id: 'ConversationSettings', description: 'Your own settings of a conversation. Nobody else learns of them.' });
export type ConversationSettings = z.infer<typeof ConversationSettings>;

export const SetConversation = contract({
  name: 'SetConversation',
  method: 'PUT',
  path: '/api/v1/conversations/{conversationId}/me',
  tag: 'messaging',
  summary:
    'Mute, pin or archive a conversation for yourself, or mark it unread. A mute may leave mentions. A field that you leave out stays.',
  access: 'user',
  params: ofConversation,
  body: z.strictObject(settings).partial(),
  replies: { 200: ConversationSettings },
  errors: ['NOT_FOUND'],
  limits: OWN_LIMITS,
});

export const ClearHistory = contract({
  name: 'ClearHistory',
  method: 'DELETE',
  path: '/api/v1/conversations/{conversationId}/me/history',
  tag: 'messaging',
  summary: 'Hide all that was said up to now from yourself, for good. The others keep it.',
  access: 'user',
  params: ofConversation,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
  limits: OWN_LIMITS,
});
