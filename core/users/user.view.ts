import type { UserId } from '#schemas/common';
import type { CoveredSport } from '#schemas/sports';
import { BanScope, type Me, type PublicUser } from '#schemas/users';
import { avatarView } from './avatar.view.ts';
import type { StoredUser } from './user.entity.ts';
import { banOf, tierAt } from './user-rules.ts';

export const publicView = ({
  userId,
  handle,
  displayName,
  avatarId,
  avatarAlt,
  bio,
  private: isPrivate = false,
  createdAt,
}: StoredUser): PublicUser => ({
  id: userId as UserId,
  handle,
  displayName,
  avatar: avatarView({ userId, avatarId }),
  avatarAlt: (avatarId !== undefined && avatarAlt) || null,
  bio,
  private: isPrivate,
  createdAt,
});

/**
 * @param addresses of openAddresses()
 * @param now a tier that has ended by then is shown as `free`, and a ban that has ended is not shown
 */
export const meView = (user: StoredUser, addresses: Me['addresses'], now: Date): Me => ({
  ...publicView(user),
  listsVisible: user.listsVisible ?? 'everyone',
  whoCanMessage: user.whoCanMessage ?? 'everyone',
  whoCanAdd: user.whoCanAdd ?? 'contacts',
  sports: (user.sports ?? []) as CoveredSport[],
  role: user.role,
  tier: tierAt(user, now),
  tierUntil: tierAt(user, now) === user.tier ? (user.tierUntil ?? null) : null,
  bans: BanScope.options.flatMap((scope) => {
    const ban = banOf(user, scope, now);
    return ban ? [{ scope, reason: ban.reason, endsAt: ban.endsAt ?? null }] : [];
  }),
  dateOfBirth: user.dateOfBirth,
  addresses,
});
