import * as z from 'zod';
import { decideBan } from '#core/identity';
import { Reason } from '#schemas/admin';
import { Handle, Instant } from '#schemas/common';
import { BanScope } from '#schemas/users';
import { job } from '../middleware/job.ts';

const Ban = z.strictObject({ handle: Handle, scope: BanScope, reason: Reason, until: Instant.optional() });
const Lift = z.strictObject({ handle: Handle, lift: z.literal(true), scope: BanScope.default('all'), reason: Reason });

/**
 * `{"handle","scope","reason","until"?}` bans a user; `{"handle","lift":true,"scope"?,"reason"}` lifts their bans of a scope, `all` by
 * default.
 */
export const handler = job('ban-user', z.union([Ban, Lift]), (actor, input, now) => {
  const { handle, scope, reason } = input;
  return decideBan(
    actor,
    'lift' in input ? { kind: 'lift', handle, scope, reason } : { kind: 'ban', handle, scope, reason, endsAt: input.until },
    now,
  );
});
