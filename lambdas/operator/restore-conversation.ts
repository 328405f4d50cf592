import * as z from 'zod';
import { restoreConversation } from '#core/messaging';
import { ConversationId } from '#schemas/common';
import { job } from '../middleware/job.ts';

/** `{"conversationId"}`: brings a conversation back from the archive into the table, for 30 days (docs/deploying.md). */
export const handler = job('restore-conversation', z.strictObject({ conversationId: ConversationId }), restoreConversation);
