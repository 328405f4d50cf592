import type { User } from '#actor';
import { hiddenFrom } from '#core/graph';
import { cardsFor, type UserCard } from '#core/users';
import type { UserId } from '#schemas/common';

/** A user as the viewer of their own notifications, where no call of theirs is. */
export const ownViewer = (userId: UserId): User => ({ kind: 'user', userId, role: 'user', tier: 'free', origin: '' });

/**
 * The people of whom a user is told: those who are there, not banned, not on either side of a block, and not muted. One trip: 0.5 RRU each,
 * and 1 for the user's hidden people.
 */
export async function peopleShown(viewer: User, userIds: readonly UserId[], now: Date): Promise<Map<UserId, UserCard>> {
  if (userIds.length === 0) return new Map();
  const [cards, { blocked, muted }] = await Promise.all([cardsFor(viewer, userIds, now), hiddenFrom(viewer)]);
  return new Map([...cards].filter(([userId, { banned }]) => !banned && !blocked.has(userId) && !muted.has(userId)));
}
