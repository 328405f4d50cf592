import { Ping } from '#schemas/actions';
import { messages, onAction } from '../middleware/messages.ts';

export const handler = messages(onAction(Ping, async ({ now }) => ({ at: now.toISOString() })));
