import * as z from 'zod';
import { AddressChangeMessage, CodeMessage, deliverCode, tellAddressChange } from '#core/identity';
import { queue } from '../middleware/queue.ts';

export const handler = queue('send-code', z.union([CodeMessage, AddressChangeMessage]), (message, now) =>
  'sealed' in message ? deliverCode(message, now) : tellAddressChange(message, now),
);
