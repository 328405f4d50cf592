import type * as z from 'zod';
import type { User } from '#actor';
import { followedAmong } from '#core/graph';
import { type Page, signCursor } from '#data/cursor';
import { fillPage } from '#data/page';
import { newId } from '#platform/ids';
import type { UserId } from '#schemas/common';
import type { FeedReason, GetFeed } from '#schemas/home';
import { wishesOf } from './feedback.store.ts';
import { candidateOf, isWorthShowing, sourceNow } from './home-rules.ts';
import { type SessionRow, sessionExpired, sessionRows, writeSession } from './home-session.store.ts';
import { loadItems } from './load-items.ts';
import { nominate } from './nominate.ts';
import { noteReading } from './note-reading.ts';
import { rank } from './rank-rules.ts';

type Query = z.output<typeof GetFeed.query>;
type FeedItemView = z.input<(typeof GetFeed.replies)[200]>[number];

/** Read units of an item with its events, its author and the reader's follow. */
const UNITS = 2.5;

/**
 * A page of the home feed. The first one ranks at most 100 items and keeps their order for 30 minutes; the pages that follow load the items
 * anew, leave out those that the reader may no longer see, has hidden, or sees because of a follow that has ended, and never rank again.
 * Cost: of the first page three trips, some 100 RRU and 4 WRU for a hundred items of 35 authors; of each page that follows two trips, 3 RRU
 * and its items.
 * @throws INVALID_INPUT for a cursor of somebody else's; FEED_SESSION_EXPIRED for one of a list that is over
 */
export async function getFeed(reader: User, { cursor, limit }: Query, now: Date): Promise<Page<FeedItemView>> {
  const query = `home ${reader.userId}`;
  if (cursor === undefined) return firstPage(reader, query, limit, now);
  return fillPage(
    query,
    { cursor, limit },
    {
      read: (after, count) => placesAfter(reader.userId, after ?? '', count, now),
      units: () => UNITS,
      positionOf: ({ position }) => position,
      show: async (places) => {
        const rows = places.map(({ row }) => row);
        const refs = rows.map(({ ref }) => ref);
        const followsOf = new Set(rows.flatMap(({ ref, reason }) => (OF_FOLLOWED.has(reason) ? [ref.authorId] : [])));
        const [{ items, followed }, { hidden }] = await Promise.all([
          loadItems(reader, refs, now, { followsOf }),
          wishesOf(reader.userId, now),
        ]);
        return rows.map(({ ref: { id, authorId }, reason }) => {
          const item = hidden.has(id) || (OF_FOLLOWED.has(reason) && !followed.has(authorId)) ? undefined : items.get(id);
          return item && isWorthShowing(item) ? { item, reason } : null;
        });
      },
    },
  );
}

/** The reasons of items that stand in a feed only while the reader follows their author. */
const OF_FOLLOWED: ReadonlySet<FeedReason> = new Set(['following', 'affinity', 'record']);

/** A place in a kept list. Reading after its position gives the next one. */
interface Place {
  readonly row: SessionRow;
  readonly position: string;
}

/** @param position as `positionOf` wrote it @throws FEED_SESSION_EXPIRED */
async function placesAfter(readerId: UserId, position: string, count: number, now: Date): Promise<Place[]> {
  const [sessionId = '', after = ''] = position.split(' ');
  const rows = await sessionRows(readerId, sessionId, now);
  if (!rows) throw sessionExpired();
  const from = Number(after);
  return rows.slice(from, from + count).map((row, i) => ({ row, position: `${sessionId} ${from + i + 1}` }));
}

/**
 * The follows that rank the items come from the index, a moment behind; those of the authors of the page are read again beside the write of
 * the list, so that an unfollow shows at once.
 */
async function firstPage(reader: User, query: string, limit: number, now: Date): Promise<Page<FeedItemView>> {
  const { nominated, taste, hidden, followees, reading } = await nominate(reader, now);
  const refs = nominated.map(({ ref }) => ref);
  const [{ items, followed, cards }] = await Promise.all([
    loadItems(reader, refs, now, { hidden, ...(followees && { followed: followees }) }),
    noteReading(reader.userId, reading, now),
  ]);
  const candidates = nominated.flatMap(({ ref, ...nominee }) => {
    const item = items.get(ref.id);
    const source = sourceNow(nominee.source, followed.has(ref.authorId));
    return item && source && isWorthShowing(item) ? [{ ...candidateOf({ ...nominee, ref, source }, item), ref, item }] : [];
  });
  const records = new Map([...cards].map(([authorId, { record }]) => [authorId as string, record]));
  const ranked = rank(candidates, taste, records, now);
  const page = ranked.slice(0, limit);
  const followedOnPage = page.flatMap(({ ref, source }) => (source === 'following' ? [ref.authorId] : []));
  const sessionId = ranked.length > limit ? newId(now) : null;
  const [stillFollowed] = await Promise.all([
    followedAmong(reader, followedOnPage, { consistent: false }),
    sessionId !== null && writeSession(reader.userId, sessionId, ranked, now),
  ]);
  const shown = page.filter(({ ref, source }) => source !== 'following' || stillFollowed.has(ref.authorId));
  return {
    items: shown.map(({ item, reason }): FeedItemView => ({ item, reason })),
    cursor: await signCursor(query, sessionId && `${sessionId} ${limit}`),
  };
}
