import type { Vault } from '#platform/vault';
import type { UserId } from '#schemas/common';
import type { CoveredSport } from '#schemas/sports';
import type { Me, PublicUser } from '#schemas/users';
import type { StoredUser } from './user.entity.ts';
import { tierAt } from './user-rules.ts';

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

/** @param now a tier that has ended by then is shown as `free` */
export const meView = (user: StoredUser, vault: Vault, now: Date): Me => ({
  ...publicView(user),
  listsVisible: user.listsVisible ?? 'everyone',
  sports: (user.sports ?? []) as CoveredSport[],
  role: user.role,
  tier: tierAt(user, now),
  dateOfBirth: user.dateOfBirth,
  addresses: user.addresses.map(({ channel, sealed, verifiedAt }) => ({
    channel,
    address: vault.open('address', sealed, user.userId),
    verifiedAt,
  })),
});
