import type { StoredCard } from './card.entity.ts';
import type { Ban, StoredUser } from './user.entity.ts';

/** The end of a ban that has none. */
export const FOREVER = '9999-12-31T23:59:59.999Z';

export const endOfBan = ({ endsAt = FOREVER }: Ban): string => endsAt;

/** The card that follows from a user. */
export const cardOf = ({ userId, handle, displayName, private: isPrivate, ban }: StoredUser): StoredCard => ({
  userId,
  handle,
  displayName,
  ...(isPrivate !== undefined && { private: isPrivate }),
  ...(ban && { bannedUntil: endOfBan(ban) }),
});
