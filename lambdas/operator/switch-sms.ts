import * as z from 'zod';
import { switchSms } from '#core/identity';
import { Reason } from '#schemas/admin';
import { job } from '../middleware/job.ts';

/** `{"on":false,"reason"}`: no text messages from now on, until `{"on":true,"reason"}` (docs/identity.md). */
export const handler = job('switch-sms', z.strictObject({ on: z.boolean(), reason: Reason }), switchSms);
