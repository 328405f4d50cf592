import * as z from 'zod';
import { ConversationId, Instant, PageQuery, queryNumber } from './common.ts';
import { contract } from './contract.ts';
import { EntriesMeta, EntryView } from './entry-views.ts';
import { text } from './text.ts';

export const SearchMessages = contract({
  name: 'SearchMessages',
  method: 'GET',
  path: '/api/v1/search/messages',
  tag: 'messaging',
  summary:
    'Find messages by the beginnings of their words, whatever case and accents, in your conversations or in one: in the newest parts first. A page may be empty and not the last: ask on with its cursor.',
  access: 'user',
  query: z.strictObject({
    ...PageQuery.shape,
    limit: queryNumber(50).default(20),
    q: text({ graphemes: 100, bytes: 400, least: 2 }).meta({
      description: 'One word or several: messages that have all of them.',
    }),
    conversationId: ConversationId.optional(),
  }),
  replies: { 200: z.array(EntryView) },
  paged: true,
  meta: EntriesMeta.extend({
    searchedThrough: Instant.nullable().meta({ description: 'The age that the search has come to; null once all is searched.' }),
  }),
  errors: ['NOT_FOUND'],
  limits: [{ calls: 10, seconds: 60 }],
});
