import * as z from 'zod';
import { UserId } from '#schemas/common';

/** Work about one person. A message may come twice, late and in any order: the row of the task says if it is still to be done. */
export const PrivacyTask = z.strictObject({ userId: UserId, task: z.enum(['export', 'erase']) });
export type PrivacyTask = z.infer<typeof PrivacyTask>;
