import { announceLock, EventMessage } from '#core/lifecycle';
import { queue } from '../middleware/queue.ts';

export const handler = queue('announce-lock', EventMessage, announceLock);
