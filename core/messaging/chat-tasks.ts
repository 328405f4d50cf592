import * as z from 'zod';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { ConversationId } from '#schemas/common';
import { repairLog } from './conversation.store.ts';
import { repairPosts } from './repair-posts.ts';

/** A message of the standard queue about a conversation. It may come twice, late, and in any order. */
export const ChatTask = z.strictObject({ task: z.literal('post-entries'), conversationId: ConversationId });
export type ChatTask = z.infer<typeof ChatTask>;

/** Seconds after which an entry that is not posted is looked at: its sender may still be at it. */
const LATER = 5;

/** Asks for the repair of conversations. @throws when some messages were not taken; a caller that repeats all of them does no harm */
export const askForRepairs = (conversationIds: readonly string[]): Promise<void> =>
  enqueue(
    env('STANDARD_QUEUE_URL'),
    conversationIds.map((conversationId) => ({ task: 'post-entries', conversationId }) as const),
    LATER,
  );

/** Posts what may not have been posted of a conversation. @throws to have the message delivered again */
export const runChatTask = ({ conversationId }: ChatTask, now: Date): Promise<void> =>
  repairPosts(repairLog(conversationId, now));
