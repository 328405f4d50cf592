import * as z from 'zod';
import { Instant, UserId } from './common.ts';
import type { Limit } from './contract.ts';

/** The most people whose presence is asked for at once. */
export const MOST_WATCHED = 50;

/** The limits of one person for each conversation that they watch, and for the contacts whom they watch, whichever these are. */
export const WATCH_LIMITS = {
  conversation: { calls: 1, seconds: 30 },
  contacts: { calls: 1, seconds: 60 },
} as const satisfies Readonly<Record<string, Limit>>;

export const PersonPresence = z
  .strictObject({
    userId: UserId,
    online: z.boolean().meta({ description: 'True for up to 5 minutes after a ping.' }),
    lastSeenAt: Instant.nullable().meta({ description: 'Rounded down to a quarter of an hour. Null while online.' }),
  })
  .meta({ id: 'PersonPresence' });
export type PersonPresence = z.infer<typeof PersonPresence>;
