import type { User } from '#actor';
import { partialBanRefusal } from '#core/limits';
import { type Part, transact } from '#data/transaction';
import { DomainError } from '#errors';
import { epoch } from '#platform/clock';
import type { Me, ProfileChange } from '#schemas/users';
import { unreservedHandlePart } from './handle-reservation.store.ts';
import { HOLD, isFree, isReserved, secondsToChange } from './handle-rules.ts';
import { openAddresses } from './open-addresses.ts';
import { privacyMarkPart } from './privacy-mark.store.ts';
import type { StoredUser } from './user.entity.ts';
import { changeUserPart, claimHandlePart, leaveHandlePart, loadUser, releaseHandlePart, type UserChange } from './user.store.ts';
import { meView } from './user.view.ts';
import { youngRefusal } from './young-rules.ts';

/**
 * Changes the profile. The names, the claim of a new handle, the hold on the old one and the end of an earlier hold are one transaction:
 * nobody ever has two handles, or none, or two on hold. Somebody who is banned from posting changes no name and writes no bio.
 * @throws BANNED; INVALID_INPUT for a link on the first day of an account; NOT_FOUND when the account is gone; CONFLICT for a handle that
 * cannot be had, or when another change came first; RATE_LIMITED for a second handle in 7 days
 */
export async function updateMe(actor: User, asked: ProfileChange, now: Date): Promise<Me> {
  const banned = asked.handle || asked.displayName || asked.bio ? partialBanRefusal(actor, 'posting') : null;
  const refusal = banned ?? youngRefusal(actor.userId, { displayName: asked.displayName, bio: asked.bio }, now);
  if (refusal) throw refusal;
  const user = await loadUser(actor.userId);
  if (!user) throw new DomainError('NOT_FOUND', 'This account is gone.');
  const change = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as UserChange;
  const { handle } = change;
  if (handle === undefined || handle === user.handle) {
    await commit({ user: changeUserPart(actor.userId, user.handle, change), hiding: hidingPart(user, change, now) });
    return meView({ ...user, ...change }, await openAddresses(user), now);
  }
  const retryAfter = secondsToChange(user, now);
  if (retryAfter > 0)
    throw new DomainError('RATE_LIMITED', 'A handle can be changed once in 7 days.', { field: 'handle', retryAfter });
  if (isReserved(handle)) throw handleUnavailable();
  const held = { handle: user.handle, endsAt: epoch(now) + HOLD };
  const move = { ...change, held, ...(!isFree(user, now) && { handleChangedAt: now.toISOString() }) };
  await commit({
    user: changeUserPart(actor.userId, user.handle, move),
    claim: claimHandlePart(handle, actor.userId, now),
    unreserved: await unreservedHandlePart(handle, now),
    leave: leaveHandlePart(user.handle, actor.userId, now),
    hiding: hidingPart(user, change, now),
    release: holdsOther(user, handle, now) ? releaseHandlePart(user.held?.handle ?? '', actor.userId, now) : null,
  });
  return meView({ ...user, ...move }, await openAddresses(user), now);
}

/** An account that becomes private ends the answers that were kept for everybody. */
const hidingPart = (user: StoredUser, change: UserChange, now: Date): Part | null =>
  change.private === true && user.private !== true ? privacyMarkPart(now) : null;

/** True when another handle than the wanted one is held for the user: an expired hold may be somebody else's by now. */
const holdsOther = ({ held }: StoredUser, wanted: string, now: Date): boolean =>
  held !== undefined && held.handle !== wanted && held.endsAt > epoch(now);

async function commit(parts: Readonly<Record<string, Part | null>>): Promise<void> {
  const refused = await transact(parts);
  if (refused.has('claim') || refused.has('unreserved')) throw handleUnavailable();
  if (refused.size > 0)
    throw new DomainError('CONFLICT', 'Your account was changed at the same time. Please look and try again.');
}

/** The refusal of a handle that is taken, held or reserved: a caller cannot tell these apart. */
export const handleUnavailable = () => new DomainError('CONFLICT', 'This handle is not available.', { field: 'handle' });
