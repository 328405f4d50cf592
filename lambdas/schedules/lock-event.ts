import * as z from 'zod';
import { lockEvent } from '#core/locks';
import { EventId } from '#schemas/common';
import { job } from '../middleware/job.ts';

const Input = z.strictObject({ eventId: EventId });

export const handler = job('lock-event', Input, (actor, { eventId }, now) => lockEvent(actor, eventId, now));
