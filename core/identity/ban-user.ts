import type { System } from '#actor';
import { banAt, noSuchUser, userIdByHandle } from '#core/users';
import { deadline, tooBusy, transact } from '#data/transaction';
import { attempts } from '#platform/attempts';
import type { UserId } from '#schemas/common';
import { type BanDecision, planBan } from './plan-ban.ts';

/** Writes a decision. Plans again when somebody else decides in between. @throws UNAVAILABLE when that happens for a second */
export async function writeBan(userId: UserId, decision: BanDecision, now: Date) {
  const until = deadline();
  for await (const _ of attempts({ pause: 25, longest: 200, until })) {
    const { parts, standing } = await planBan(userId, decision, now);
    const refused = await transact(parts, until);
    if (refused.size === 0)
      return { userId, scope: decision.scope, banned: banAt(standing, now) !== null, endsAt: standing?.endsAt ?? null };
  }
  throw tooBusy();
}

/**
 * Bans a user, or lifts their bans of a scope, as an operator: the way that works when no moderator can (docs/admin.md).
 * @returns the user's id and the ban of that scope in force
 * @throws NOT_FOUND for an unknown handle; INVALID_INPUT for an end in the past; LIMIT_REACHED after 200 facts; UNAVAILABLE when others
 * decide on the user for a second
 */
export async function decideBan(
  actor: System,
  { handle, ...decision }: Omit<BanDecision, 'by'> & { readonly handle: string },
  now: Date,
) {
  const userId = await userIdByHandle(handle);
  if (!userId) throw noSuchUser();
  return writeBan(userId, { ...decision, by: actor.job }, now);
}
