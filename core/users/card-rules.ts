import { FOREVER } from '#platform/clock';
import type { StoredCard } from './card.entity.ts';
import type { Ban, StoredUser } from './user.entity.ts';

/** The end of a ban; FOREVER for one without an end. */
export const endOfBan = ({ endsAt = FOREVER }: Ban): string => endsAt;

/** The card that follows from a user, without the record. */
export const cardOf = ({
  userId,
  handle,
  displayName,
  avatarId,
  private: isPrivate,
  ban,
  deletesAt,
  standing,
}: StoredUser): StoredCard => ({
  userId,
  handle,
  displayName,
  ...(isPrivate !== undefined && { private: isPrivate }),
  ...(avatarId !== undefined && { avatarId }),
  ...(ban && { bannedUntil: endOfBan(ban) }),
  ...(standing?.excludedUntil !== undefined && { excludedUntil: standing.excludedUntil }),
  ...(deletesAt !== undefined && { deleting: true }),
});

/** The part of a bettor's record of all time that counts on boards: its quoted prices. Amounts are millionths of a unit. */
export interface QuotedSums {
  readonly decided: number;
  readonly turnover: number;
  readonly profit: number;
}

/** The record on a card. */
export const recordOnCard = ({ quotedDecided = 0, quotedTurnover = 0, quotedProfit = 0 }: Partial<StoredCard>): QuotedSums => ({
  decided: quotedDecided,
  turnover: quotedTurnover,
  profit: quotedProfit,
});
