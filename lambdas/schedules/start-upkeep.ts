import { StartUpkeepMessage, startUpkeep } from '#core/upkeep';
import { job } from '../middleware/job.ts';

export const handler = job('start-upkeep', StartUpkeepMessage, startUpkeep);
