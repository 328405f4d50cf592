import { FanOutMessage, fanOut } from '#core/feed';
import { tellOfNewItem } from '#core/notifications';
import { queue } from '../middleware/queue.ts';

export const handler = queue('feed-fanout', FanOutMessage, (message, now) => fanOut(message, tellOfNewItem, now));
