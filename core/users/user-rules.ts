import { BAN_FIELDS } from '#core/limits';
import type { BanScope } from '#schemas/users';
import type { Ban, StoredUser } from './user.entity.ts';

/** The ban that stands at an instant. One that has ended is none: nothing is written at its end. */
export const banAt = (ban: Ban | null | undefined, now: Date): Ban | null =>
  ban && (ban.endsAt === undefined || ban.endsAt > now.toISOString()) ? ban : null;

/** The ban of a scope that stands against a user at an instant. */
export const banOf = (user: StoredUser, scope: BanScope, now: Date): Ban | null => banAt(user[BAN_FIELDS[scope]], now);

/** The tier that a user has at an instant: `free` once a tier has ended. */
export const tierAt = ({ tier, tierUntil }: Pick<StoredUser, 'tier' | 'tierUntil'>, now: Date): StoredUser['tier'] =>
  tierUntil === undefined || tierUntil > now.toISOString() ? tier : 'free';
