import { holdAddress, MailEvent } from '#core/identity';
import { queue } from '../middleware/queue.ts';

export const handler = queue('hold-address', MailEvent, holdAddress);
