import type * as z from 'zod';
import type { User } from '#actor';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { UserId } from '#schemas/common';
import type { GetTrending } from '#schemas/home';
import { wishesOf } from './feedback.store.ts';
import { isWorthShowing } from './home-rules.ts';
import { sessionExpired } from './home-session.store.ts';
import { loadItems } from './load-items.ts';
import { type TrendVersion, trendPointers, trendRows } from './trend.store.ts';
import { decayed, endOf, isTrending, type TrendList, type TrendRow } from './trend-rules.ts';

type Query = z.output<typeof GetTrending.query>;
type TrendingView = z.input<(typeof GetTrending.replies)[200]>[number];

/** Read units of an item with its event, its author and the reader's follow of a private one. */
const UNITS = 2.5;

/**
 * A page of one version of a list of trending items, best first: 2 RRU and the items; the first page also reads the pointer. The cursor
 * holds the version, so that the pages that follow belong to the same list although a newer one is out. Items that the reader may not see,
 * or has hidden, are left out.
 * @throws INVALID_INPUT for a cursor of another list; FEED_SESSION_EXPIRED for one of a version that is gone
 */
export async function getTrending(reader: User, { sport, cursor, limit }: Query, now: Date): Promise<Page<TrendingView>> {
  const list = sport ?? 'all';
  return fillPage(
    `trending ${list}`,
    { cursor, limit },
    {
      read: async (after, count) => (after === null ? firstPlaces(list, count) : nextPlaces(list, after, count)),
      admits: ({ row: { score }, through }) => isTrending(decayed(score, endOf(through), now)),
      units: () => UNITS,
      positionOf: ({ position }) => position,
      show: async (places) => {
        const refs = places.map(({ row: { ref } }) => ref);
        const [{ items }, { hidden }] = await Promise.all([
          loadItems(reader, refs, now, { followsOf: NOBODY }),
          wishesOf(reader.userId, now),
        ]);
        return places.map(({ row: { ref, score } }) => {
          const item = hidden.has(ref.id) ? undefined : items.get(ref.id);
          return item && isWorthShowing(item) ? { item, reason: 'trending' as const, score: score.toFixed(3) } : null;
        });
      },
    },
  );
}

/** The reader's follows decide nothing here, but of private accounts and of posts for followers. */
const NOBODY: ReadonlySet<UserId> = new Set();

/** A place in a version of a list. */
interface Place {
  readonly row: TrendRow;
  readonly through: string;
  readonly position: string;
}

async function firstPlaces(list: TrendList, count: number): Promise<Place[]> {
  const pointer = (await trendPointers([list])).get(list);
  const found = pointer && (await trendRows(pointer));
  return found ? placesIn(found, 0, count) : [];
}

/** @param position as `positionOf` wrote it @throws FEED_SESSION_EXPIRED */
async function nextPlaces(list: TrendList, position: string, count: number): Promise<Place[]> {
  const [version = '', from] = position.split(' ');
  const found = await trendRows({ list, version });
  if (!found) throw sessionExpired();
  return placesIn(found, Number(from), count);
}

const placesIn = (
  { version, through, rows }: TrendVersion & { readonly rows: readonly TrendRow[] },
  from: number,
  count: number,
): Place[] => rows.slice(from, from + count).map((row, i) => ({ row, through, position: `${version} ${from + i + 1}` }));
