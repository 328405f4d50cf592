import type { Vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import type { Me, PublicUser } from '#schemas/users';
import type { Ban, StoredUser } from './user.entity.ts';

/** The ban that stands at an instant. One that has ended is none: nothing is written at its end. */
export const banAt = (ban: Ban | null | undefined, now: Date): Ban | null =>
  ban && (ban.endsAt === undefined || ban.endsAt > now.toISOString()) ? ban : null;

export const publicView = ({
  userId,
  handle,
  displayName,
  bio,
  private: isPrivate = false,
  createdAt,
}: StoredUser): PublicUser => ({
  id: userId as UserId,
  handle,
  displayName,
  bio,
  private: isPrivate,
  createdAt,
});

export const meView = (user: StoredUser, vault: Vault): Me => ({
  ...publicView(user),
  listsVisible: user.listsVisible ?? 'everyone',
  role: user.role,
  tier: user.tier,
  dateOfBirth: user.dateOfBirth,
  addresses: user.addresses.map(({ channel, sealed, verifiedAt }) => ({
    channel,
    address: vault.open('address', sealed, user.userId),
    verifiedAt,
  })),
});
