import { announceLock } from '#core/locks';
import { EventMessage } from '#core/picks';
import { queue } from '../middleware/queue.ts';

export const handler = queue('announce-lock', EventMessage, announceLock);
