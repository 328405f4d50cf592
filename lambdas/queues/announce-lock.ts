import { announceLock, LockAnnouncement } from '#core/picks';
import { queue } from '../middleware/queue.ts';

export const handler = queue('announce-lock', LockAnnouncement, announceLock);
