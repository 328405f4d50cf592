import { Delivery, deliver } from '#core/notifications';
import { queue } from '../middleware/queue.ts';

export const handler = queue('deliver-standard', Delivery, deliver);
