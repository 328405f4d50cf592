import * as z from 'zod';
import { Instant, UserId } from './common.ts';

/** The most people whose presence is asked for at once. */
export const MOST_WATCHED = 50;

export const PersonPresence = z
  .strictObject({
    userId: UserId,
    online: z.boolean().meta({ description: 'True for up to 5 minutes after a ping.' }),
    lastSeenAt: Instant.nullable().meta({ description: 'Rounded down to a quarter of an hour. Null while online.' }),
  })
  .meta({ id: 'PersonPresence' });
export type PersonPresence = z.infer<typeof PersonPresence>;
