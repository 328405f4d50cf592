import { GradingMessage, settle } from '#core/settlement';
import { queue } from '../middleware/queue.ts';

export const handler = queue('settle-event', GradingMessage, settle);
