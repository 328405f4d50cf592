import { CodeMessage, deliverCode } from '#core/identity';
import { queue } from '../middleware/queue.ts';

export const handler = queue('send-code', CodeMessage, deliverCode);
