import * as z from 'zod';
import { releaseAddress } from '#core/identity';
import { job } from '../middleware/job.ts';

/** `{"address"}`: codes go to this e-mail address again, although it bounced or complained (docs/identity.md). */
export const handler = job('release-address', z.strictObject({ address: z.string().max(320) }), releaseAddress);
