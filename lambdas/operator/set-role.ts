import * as z from 'zod';
import { setRole } from '#core/identity';
import { Reason } from '#schemas/admin';
import { Handle } from '#schemas/common';
import { Role } from '#schemas/users';
import { job } from '../middleware/job.ts';

/** `{"handle","role":"user|moderator|admin","reason"}`. An operator makes the first admin with it (docs/deploying.md). */
export const handler = job('set-role', z.strictObject({ handle: Handle, role: Role, reason: Reason }), setRole);
