import type { Vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import type { Me, PublicUser } from '#schemas/users';
import type { Ban, StoredUser } from './user.entity.ts';

/** A user beside what they made: on a board, a pick, a push. */
export interface UserCard {
  readonly userId: UserId;
  readonly handle: string;
  readonly displayName: string;
  readonly banned: boolean;
}

/** A ban that has run out is none, whether or not anything was written since. */
export const banAt = (ban: Ban | null | undefined, now: Date): Ban | null =>
  ban && (ban.endsAt === undefined || ban.endsAt > now.toISOString()) ? ban : null;

export const cardView = (user: StoredUser, now: Date): UserCard => ({
  userId: user.userId as UserId,
  handle: user.handle,
  displayName: user.displayName,
  banned: banAt(user.ban, now) !== null,
});

export const publicView = ({ userId, handle, displayName, bio, createdAt }: StoredUser): PublicUser => ({
  id: userId as UserId,
  handle,
  displayName,
  bio,
  createdAt,
});

export const meView = (user: StoredUser, vault: Vault): Me => ({
  ...publicView(user),
  role: user.role,
  tier: user.tier,
  dateOfBirth: user.dateOfBirth,
  addresses: user.addresses.map(({ channel, sealed, verifiedAt }) => ({
    channel,
    address: vault.open('address', sealed, user.userId),
    verifiedAt,
  })),
});
