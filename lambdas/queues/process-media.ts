import { MediaMessage, processMedia } from '#core/media';
import { queue } from '../middleware/queue.ts';

export const handler = queue('process-media', MediaMessage, processMedia);
