import type { UserId } from '#schemas/common';
import type { StoredCard } from './card.entity.ts';

/** A user as shown beside what they made: a pick, a row of a board. */
export interface UserCard {
  readonly userId: UserId;
  readonly handle: string;
  readonly displayName: string;
  /** Only followers see what the user makes. */
  readonly private: boolean;
  readonly banned: boolean;
}

/** @param now a ban that has ended by then is none */
export const cardView = (
  { userId, handle, displayName, private: isPrivate = false, bannedUntil }: StoredCard,
  now: Date,
): UserCard => ({
  userId: userId as UserId,
  handle,
  displayName,
  private: isPrivate,
  banned: bannedUntil !== undefined && bannedUntil > now.toISOString(),
});
