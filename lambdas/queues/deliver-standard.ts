import * as z from 'zod';
import { ChatTask, runChatTask } from '#core/messaging';
import { Delivery, deliver } from '#core/notifications';
import { queue } from '../middleware/queue.ts';

const Message = z.discriminatedUnion('task', [...ChatTask.options, ...Delivery.options]);

export const handler = queue('deliver-standard', Message, (message, now) =>
  message.task === 'post-entries' || message.task === 'pass-groups-on' ? runChatTask(message, now) : deliver(message, now),
);
