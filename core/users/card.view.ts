import type { Avatar, UserId } from '#schemas/common';
import { avatarView } from './avatar.view.ts';
import type { StoredCard } from './card.entity.ts';
import { type QuotedSums, recordOnCard } from './card-rules.ts';

/** A user as shown beside what they made: a pick, a row of a board. */
export interface UserCard {
  readonly userId: UserId;
  readonly handle: string;
  readonly displayName: string;
  /** Only followers see what the user makes. */
  readonly private: boolean;
  readonly avatarId?: string | undefined;
  readonly banned: boolean;
  /** They have taken a break from betting content. Shown to nobody. */
  readonly excluded: boolean;
  readonly record: QuotedSums;
}

/** @param now a ban that has ended by then is none */
export const cardView = (card: StoredCard, now: Date): UserCard => ({
  userId: card.userId as UserId,
  handle: card.handle,
  displayName: card.displayName,
  private: card.private ?? false,
  ...(card.avatarId !== undefined && { avatarId: card.avatarId }),
  banned: card.bannedUntil !== undefined && card.bannedUntil > now.toISOString(),
  excluded: card.excludedUntil !== undefined && card.excludedUntil > now.toISOString(),
  record: recordOnCard(card),
});

/** A user as named beside what they made. */
interface NamedAuthor {
  readonly id: UserId;
  readonly handle: string;
  readonly displayName: string;
  readonly avatar: Avatar | null;
}

/** The author of a card; without one, which is that of an account that is gone, nothing but the id. */
export const authorView = (
  userId: UserId,
  card: Pick<UserCard, 'handle' | 'displayName' | 'avatarId'> | undefined,
): NamedAuthor => ({
  id: userId,
  handle: card?.handle ?? '',
  displayName: card?.displayName ?? '',
  avatar: card ? avatarView({ userId, avatarId: card.avatarId }) : null,
});
