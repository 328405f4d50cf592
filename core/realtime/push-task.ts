import * as z from 'zod';
import { UserId } from '#schemas/common';
import { Push } from '#schemas/messages';

/** What travels through the pushes queue, to be done by deliver.ts. A task may come twice, late, and in any order. */
export const PushTask = z.discriminatedUnion('task', [
  /** To every live socket of a user. */
  z.strictObject({ task: z.literal('push'), userId: UserId, push: Push }),
  /** One session's sockets are closed (`origin` is Cognito's origin_jti), or all of the user's (null), and no ticket of before opens one again. */
  z.strictObject({ task: z.literal('close'), userId: UserId, origin: z.string().nullable() }),
  /** A socket that had to make way for a newer one of the same user is closed. */
  z.strictObject({ task: z.literal('drop'), connectionId: z.string() }),
]);
export type PushTask = z.infer<typeof PushTask>;
