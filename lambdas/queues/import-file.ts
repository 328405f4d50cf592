import { importFile, ResultFileArrival } from '#core/results';
import { queue } from '../middleware/queue.ts';

export const handler = queue('import-file', ResultFileArrival, importFile);
