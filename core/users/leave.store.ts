import { type Part, part } from '#data/transaction';
import type { UserId } from '#schemas/common';
import { cardEntity } from './card.entity.ts';
import { userEntity } from './user.entity.ts';

/** Hides a user who has asked to be erased, and ends all their sessions. Refused when they are gone, or have asked before. */
export const leavePart = (userId: UserId, deletesAt: string, now: Date): Part =>
  part({ users: userEntity(), cards: cardEntity() }, ({ users, cards }) => [
    users
      .patch({ userId })
      .set({ deletesAt, signedOutAt: now.toISOString() })
      .where((attr, op) => op.notExists(attr.deletesAt))
      .commit(),
    cards.update({ userId }).set({ deleting: true }).commit(),
  ]);

/** Shows a user again who stays after all. Refused when they are gone, or have not asked to be erased. */
export const stayPart = (userId: UserId): Part =>
  part({ users: userEntity(), cards: cardEntity() }, ({ users, cards }) => [
    users
      .patch({ userId })
      .remove(['deletesAt'])
      .where((attr, op) => op.exists(attr.deletesAt))
      .commit(),
    cards.update({ userId }).remove(['deleting']).commit(),
  ]);
