import * as z from 'zod';
import { ChatTask, PushTask, runChatTask } from '#core/messaging';
import { Delivery, deliver, pushMessage } from '#core/notifications';
import { queue } from '../middleware/queue.ts';

const Message = z.discriminatedUnion('task', [...ChatTask.options, PushTask, ...Delivery.options]);

export const handler = queue('deliver-standard', Message, (message, now) => {
  if (message.task === 'post-entries' || message.task === 'pass-groups-on') return runChatTask(message, now);
  return message.task === 'push-message' ? pushMessage(message, now) : deliver(message, now);
});
