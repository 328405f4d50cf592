/** The facts about posts, picks and comments: they stand while what they tell is there, and the user sees the item that it is on. */
import { commentsByIds, type ItemRef, stands as isRead, mutersOf, postsByIds, reactionsBy, seeItems } from '#core/content';
import { followsAmong } from '#core/graph';
import { mentionedIn } from '#core/users';
import type { UserId } from '#schemas/common';
import { itemOfFact, partsOfSubject } from './group-rules.ts';
import type { Look, LookedUp, Named } from './look.ts';
import { ownViewer } from './people-shown.ts';

/** True for a fact that is there. */
type IsThere = (fact: Named['facts'][number]) => boolean;

/**
 * Facts about what people did on one item. A user who has muted the thread is told of none, and of no one whose things their lists leave out.
 * Two trips: some 6 RRU, and 0.5 for each person.
 */
async function onItem({ userId, subject = '', facts }: Named, isThere: IsThere, now: Date): Promise<LookedUp[]> {
  const { item } = partsOfSubject(subject);
  if (!item) return [];
  const people = facts.map(({ by }) => by as UserId);
  const [{ seen, sights, cards }, muters] = await Promise.all([
    seeItems(ownViewer(userId), [item], people, now),
    mutersOf(item.id, [userId]),
  ]);
  const isTold = (by: UserId) => !muters.has(userId) && sights.lists(by) && cards.get(by)?.banned !== true;
  return facts.flatMap((fact) => {
    const stands = seen.has(item.id) && isThere(fact);
    return stands && !isTold(fact.by as UserId) ? [] : [{ ...fact, subject, stands }];
  });
}

/** Comments on an item, or answers to a comment. 1 RRU each, beside the item. */
export const commentsOn: Look = async (named, now) => {
  const comments = await commentsByIds(
    named.facts.flatMap(({ id }) => id ?? []),
    { consistent: true },
  );
  return onItem(
    named,
    ({ by, id = '' }) => {
      const comment = comments.get(id);
      return comment !== undefined && isRead(comment) && comment.authorId === by;
    },
    now,
  );
};

/** The text of a post or a comment that mentions the user. 1 RRU beside the item. */
export const mentions: Look = async (named, now) => {
  const { type, id } = partsOfSubject(named.subject ?? '');
  const texts = type === 'post' ? await postsByIds([id], { consistent: true }) : await commentsByIds([id], { consistent: true });
  const text = texts.get(id);
  const isMentioned = text !== undefined && isRead(text) && mentionedIn(text.mentions).includes(named.userId);
  return onItem(named, ({ by }) => isMentioned && text.authorId === by, now);
};

/** People of whom a reaction to an item stands. 1 RRU each, beside the item. */
export const reactionsTo: Look = async (named, now) => {
  const { id } = partsOfSubject(named.subject ?? '');
  const rows = await reactionsBy(
    id,
    named.facts.map(({ by }) => by as UserId),
  );
  const reacted = new Set<string>(rows.flatMap(({ userId, on }) => (on.length > 0 ? [userId] : [])));
  return onItem(named, ({ by }) => reacted.has(by), now);
};

/** Items of an author, of which a user is told while the author's bell is on. Two trips: some 6 RRU for one item. */
export const newItems: Look = async ({ userId, subject = '', facts }, now) => {
  const authorId = partsOfSubject(subject).id as UserId;
  const items: ItemRef[] = facts.map(itemOfFact);
  const [{ seen, sights, cards }, [follow]] = await Promise.all([
    seeItems(ownViewer(userId), items, [authorId], now),
    followsAmong(userId, [authorId], { consistent: true }),
  ]);
  const isTold = follow?.bell === true && sights.lists(authorId) && cards.get(authorId)?.banned !== true;
  return facts.flatMap((fact) => {
    const stands = seen.has(fact.by);
    return stands && !isTold ? [] : [{ ...fact, subject, stands }];
  });
};
