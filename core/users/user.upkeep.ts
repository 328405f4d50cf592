import { transact } from '#data/transaction';
import { auditEach, type Difference, differencesOf, SUBJECTS_PER_PAGE, type Upkeep } from '#data/upkeep';
import { epoch } from '#platform/clock';
import type { UserId } from '#schemas/common';
import { cardOf } from './card-rules.ts';
import { eraseUser } from './erase-user.ts';
import type { StoredUser } from './user.entity.ts';
import { holderOf, loadUser, ownerOf, restoredCardPart, storedCards, userPage } from './user.store.ts';

/**
 * Compares each user with their card, and their handle with the row that makes it unique. Three reads a user, one more where a handle is
 * held. The repair writes the card anew; a handle that belongs to somebody else needs a person.
 */
export const userUpkeep: Upkeep = {
  kind: 'user',
  subjects: (cursor) => userPage(cursor, SUBJECTS_PER_PAGE),
  audit: (userIds, now) =>
    auditEach(userIds, async (userId) => {
      const user = await loadUser(userId as UserId);
      if (!user) return [];
      const [owner, held, card] = await Promise.all([ownerOf(user.handle), auditHold(user, now), auditCard(user)]);
      return [...differencesOf(`handle of user ${userId}`, { owner }, { owner: userId }), ...held, ...card];
    }),
  repair: async (userId) => {
    const user = await loadUser(userId as UserId);
    if (!user || (await auditCard(user)).length === 0) return [];
    const refused = await transact({ card: restoredCardPart(user) });
    return refused.size === 0 ? [`card ${userId}`] : [];
  },
  erase: eraseUser,
  export: async (userId) => {
    const user = await loadUser(userId);
    if (!user) return { profile: null };
    const { addresses: _, identities: __, ...profile } = user;
    return { profile };
  },
};

/** A handle that a user left is held for them until the hold ends. */
async function auditHold({ userId, held }: StoredUser, now: Date): Promise<Difference[]> {
  if (held === undefined || held.endsAt <= epoch(now)) return [];
  return differencesOf(`handle ${held.handle}`, { holder: await holderOf(held.handle, now) }, { holder: userId });
}

async function auditCard(user: StoredUser): Promise<Difference[]> {
  const [card] = await storedCards([user.userId as UserId]);
  return differencesOf(`card ${user.userId}`, card, {
    bannedUntil: undefined,
    excludedUntil: undefined,
    private: undefined,
    avatarId: undefined,
    deleting: undefined,
    ...cardOf(user),
  });
}
