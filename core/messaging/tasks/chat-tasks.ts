import * as z from 'zod';
import { enqueue } from '#platform/enqueue';
import { env } from '#platform/env';
import { ConversationId, UserId } from '#schemas/common';
import { repairLog } from '../log/conversation.store.ts';
import { repairPosts } from '../log/repair-posts.ts';
import { passGroupsOn } from './pass-groups-on.ts';

/** A message of the standard queue about a conversation. It may come twice, late, and in any order. */
export const ChatTask = z.discriminatedUnion('task', [
  z.strictObject({ task: z.literal('post-entries'), conversationId: ConversationId }),
  z.strictObject({ task: z.literal('pass-groups-on'), userId: UserId }),
]);
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

/** Asks for the groups of a banned owner to be passed on. */
export const askToPassGroupsOn = (userId: UserId): Promise<void> =>
  enqueue(env('STANDARD_QUEUE_URL'), [{ task: 'pass-groups-on', userId } as const]);

/** Does a task of a conversation or of its owner. @throws to have the message delivered again */
export const runChatTask = (task: ChatTask, now: Date): Promise<void> =>
  task.task === 'post-entries' ? repairPosts(repairLog(task.conversationId, now)) : passGroupsOn(task.userId, now);
