import * as z from 'zod';
import { ConversationId } from './common.ts';
import { contract } from './contract.ts';
import { UnreadMentions } from './conversations.ts';
import { EntriesMeta, EntryView, LARGEST_SEQ } from './entry-views.ts';

/** The most conversations that a client names, and that one reply has. */
export const MOST_KNOWN = 500;
export const MOST_CHANGED = 50;
/** The most entries of a conversation in one reply. */
export const NEWEST_ENTRIES = 20;

const Changed = z
  .strictObject({
    conversationId: ConversationId,
    lastSeq: z.int().min(0),
    readSeq: z.int().min(0).meta({ description: 'The number up to which you have read; 0 for nothing.' }),
    mentions: UnreadMentions,
    entries: z.array(EntryView).max(NEWEST_ENTRIES).meta({ description: 'The newest of those that you miss, in rising order.' }),
    gap: z.boolean().meta({
      description: 'You miss earlier ones too: read them by `after` the number that you have, or by `before` the first of these.',
    }),
  })
  .meta({ id: 'ChangedConversation' });
export type ChangedConversation = z.infer<typeof Changed>;

export const SyncConversations = contract({
  name: 'SyncConversations',
  method: 'POST',
  path: '/api/v1/sync',
  tag: 'messaging',
  summary: `All that you miss after the numbers that you have, when an app wakes: ${MOST_CHANGED} changed conversations a call, the newest ${NEWEST_ENTRIES} entries each. A conversation that you do not name is new to you.`,
  access: 'user',
  body: z.strictObject({
    known: z
      .record(ConversationId, z.int().min(0).max(LARGEST_SEQ))
      .refine((known) => Object.keys(known).length <= MOST_KNOWN, `at most ${MOST_KNOWN} conversations`)
      .meta({ description: 'The number of the newest entry that you have of each conversation, without a gap before it.' }),
    cursor: z
      .string()
      .max(1024)
      .optional()
      .meta({ description: 'From the reply before. `known` is the same as in the first call.' }),
  }),
  replies: {
    200: z
      .strictObject({
        changed: z.array(Changed).max(MOST_CHANGED),
        gone: z
          .array(ConversationId)
          .meta({ description: 'You are no member of these, or not any more. In the first reply alone.' }),
        cursor: z.string().nullable().meta({ description: 'Null when there is nothing more.' }),
      })
      .meta({ id: 'Sync' }),
  },
  meta: EntriesMeta,
  errors: [],
  limits: [{ calls: 30, seconds: 60 }],
});
