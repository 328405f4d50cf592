import { ArrangeLockMessage, arrangeLock } from '#core/locks';
import { queue } from '../middleware/queue.ts';

export const handler = queue('arrange-lock', ArrangeLockMessage, arrangeLock);
