import { deliver, PushTask } from '#core/realtime';
import { queue } from '../middleware/queue.ts';

export const handler = queue('push', PushTask, deliver);
