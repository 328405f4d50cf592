import { runUpkeep, UpkeepMessage } from '#core/upkeep';
import { queue } from '../middleware/queue.ts';

export const handler = queue('run-upkeep', UpkeepMessage, runUpkeep);
