import type * as z from 'zod';
import type { User } from '#actor';
import { cardsOf } from '#core/users';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { UserId } from '#schemas/common';
import type { ListBlocks, PersonView } from '#schemas/graph';
import { personView } from './graph.view.ts';
import { type HiddenKind, hiddenRows, idsIn } from './hidden.store.ts';
import { blockBy, otherIn, pairsOf } from './pair.store.ts';

type PeopleQuery = z.output<typeof ListBlocks.query>;

/**
 * A page of those whom the actor blocks: of the ids that a block hides, those whose pair says that it is the actor's. 1 RRU for some 100 ids,
 * and 1 for each person. @throws INVALID_INPUT for a cursor of another query
 */
export const listBlocks = (
  actor: User,
  query: PeopleQuery,
  now: Date,
): Promise<Page<{ readonly user: PersonView; readonly since: string }>> =>
  fillPage(`blocks ${actor.userId}`, query, {
    read: (after, count) => hiddenIds(actor.userId, 'blocked', after, count),
    positionOf: (userId) => userId,
    show: async (userIds) => {
      const [pairs, cards] = await Promise.all([pairsOf(actor.userId, userIds), cardsOf(userIds, now)]);
      const since = new Map(pairs.map((pair) => [otherIn(pair, actor.userId), blockBy(pair, actor.userId)]));
      return userIds.map((userId) => {
        const [card, at] = [cards.get(userId), since.get(userId)];
        return card && at !== undefined ? { user: personView(card), since: at } : null;
      });
    },
  });

/** A page of those whom the actor mutes. 1 RRU for some 100 ids, and 0.5 for each person. @throws INVALID_INPUT for a cursor of another query */
export const listMutes = (actor: User, query: PeopleQuery, now: Date): Promise<Page<PersonView>> =>
  fillPage(`mutes ${actor.userId}`, query, {
    read: (after, count) => hiddenIds(actor.userId, 'muted', after, count),
    positionOf: (userId) => userId,
    show: async (userIds) => {
      const cards = await cardsOf(userIds, now);
      return userIds.map((userId) => {
        const card = cards.get(userId);
        return card ? personView(card) : null;
      });
    },
  });

async function hiddenIds(userId: UserId, kind: HiddenKind, after: string | null, count: number): Promise<UserId[]> {
  const ids = idsIn(await hiddenRows(userId), kind).toSorted();
  return ids.filter((id) => after === null || id > after).slice(0, count) as UserId[];
}
