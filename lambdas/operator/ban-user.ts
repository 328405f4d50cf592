import * as z from 'zod';
import { decideBan } from '#core/identity';
import { Reason } from '#schemas/admin';
import { Handle, Instant } from '#schemas/common';
import { job } from '../middleware/job.ts';

const Ban = z.strictObject({ handle: Handle, scope: z.literal('account'), reason: Reason, endsAt: Instant.optional() });
const Lift = z.strictObject({ handle: Handle, lift: z.literal(true), reason: Reason });

/** `{"handle","scope":"account","reason","endsAt"?}` bans a user; `{"handle","lift":true,"reason"}` lifts all bans. */
export const handler = job('ban-user', z.union([Ban, Lift]), (actor, { handle, reason, ...input }, now) =>
  decideBan(
    actor,
    'lift' in input ? { kind: 'lift', handle, reason } : { kind: 'ban', handle, reason, endsAt: input.endsAt },
    now,
  ),
);
