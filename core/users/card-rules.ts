import { FOREVER } from '#platform/clock';
import type { StoredCard } from './card.entity.ts';
import type { Ban, StoredUser } from './user.entity.ts';

/** The end of a ban; FOREVER for one without an end. */
export const endOfBan = ({ endsAt = FOREVER }: Ban): string => endsAt;

/** The card that follows from a user. */
export const cardOf = ({ userId, handle, displayName, avatarId, private: isPrivate, ban }: StoredUser): StoredCard => ({
  userId,
  handle,
  displayName,
  ...(isPrivate !== undefined && { private: isPrivate }),
  ...(avatarId !== undefined && { avatarId }),
  ...(ban && { bannedUntil: endOfBan(ban) }),
});
