import { MarkMessage, markBig } from '#core/feed';
import { queue } from '../middleware/queue.ts';

export const handler = queue('fan-out-large', MarkMessage, markBig);
