import { ClosingMessage, close } from '#core/notifications';
import { queue } from '../middleware/queue.ts';

export const handler = queue('deliver-critical', ClosingMessage, close);
