import type * as z from 'zod';
import type { User } from '#actor';
import { type HiddenPeople, hiddenFrom } from '#core/graph';
import { type Page, readCursor, signCursor } from '#data/cursor';
import type { GetFollowing } from '#schemas/feed';
import type { ItemView } from '#schemas/item-views';
import { MOST_ITEMS } from './feed-limits.ts';
import { FeedLists } from './feed-lists.ts';
import type { FeedRef } from './feed-ref.ts';
import { feedBegin, isReturning } from './feed-rules.ts';
import { loadItems } from './load-items.ts';
import { noteReading } from './note-reading.ts';

/** Trips for the items of one page: a page whose items are gone, or hidden from the reader, is filled by the next ones. */
const MOST_ROUNDS = 3;

/** A page of the feed, and the instant since which the feed has everything that its authors posted. */
interface FollowingPage extends Page<ItemView> {
  readonly meta: { readonly completeSince: string };
}

/** The items of a page, and where the next one goes on; null at the end. */
interface FilledPage {
  readonly items: ItemView[];
  readonly next: Position | null;
}

/** The place in a feed behind an item, and how many items there are up to it. */
interface Position {
  readonly after: string | null;
  readonly passed: number;
}

/**
 * The items of those whom the reader follows, newest first. Two trips, three with big authors: the rows, the state and the hidden people at
 * once, then the feeds of big authors, then all that the items show. Some 26 RRU for 20 items of 8 authors on 10 events, and 0.5 for each big
 * author. An item that stood in the feed when its first page was read, and that the reader may still see, is on exactly one page.
 * @throws INVALID_INPUT for a cursor of another reader or list
 */
export async function getFollowing(actor: User, query: z.output<typeof GetFollowing.query>, now: Date): Promise<FollowingPage> {
  const { userId } = actor;
  const signedFor = `following ${userId}`;
  const from = positionOf(await readCursor(signedFor, query.cursor));
  const [lists, hidden] = await Promise.all([FeedLists.open(userId, from.after, now), hiddenFrom(actor)]);
  const [{ items, next }] = await Promise.all([
    fill(actor, lists, from, { limit: query.limit, hidden, now }),
    noteReading(userId, lists.state, now),
  ]);
  return {
    items,
    cursor: await signCursor(signedFor, next && `${next.after} ${next.passed}`),
    meta: { completeSince: completeSince(lists, now) },
  };
}

function positionOf(text: string | null): Position {
  if (text === null) return { after: null, passed: 0 };
  const [after = '', passed = ''] = text.split(' ');
  return { after, passed: Number(passed) };
}

interface Filling {
  readonly limit: number;
  readonly hidden: HiddenPeople;
  readonly now: Date;
}

async function fill(actor: User, lists: FeedLists, from: Position, { limit, hidden, now }: Filling): Promise<FilledPage> {
  const items: ItemView[] = [];
  let { after, passed } = from;
  for (let round = 0; round < MOST_ROUNDS && items.length < limit; round++) {
    const refs = await lists.next(Math.min(limit - items.length, MOST_ITEMS - passed));
    const last = refs.at(-1);
    if (!last) break;
    items.push(...(await shown(actor, refs, hidden, now)));
    lists.moveTo(last.id);
    [after, passed] = [last.id, passed + refs.length];
  }
  return { items, next: passed < MOST_ITEMS && lists.mayGoOn ? { after, passed } : null };
}

/** The items that the reader sees, of authors whom they follow now. */
async function shown(actor: User, refs: readonly FeedRef[], hidden: HiddenPeople, now: Date): Promise<ItemView[]> {
  const { items, followed } = await loadItems(actor, refs, now, { hidden });
  return refs.flatMap(({ id, authorId }) => (followed.has(authorId) ? (items.get(id) ?? []) : []));
}

function completeSince({ state, isWhole }: FeedLists, now: Date): string {
  if (isReturning(state, now)) return (isWhole ? feedBegin(now) : now).toISOString();
  const begin = feedBegin(now).toISOString();
  return state.completeSince !== undefined && state.completeSince > begin ? state.completeSince : begin;
}
