import type { UserId } from '#schemas/common';
import { type AuthorFeed, authorFeedsBy, bigFeedsBy } from './author-feed.store.ts';
import { MOST_RECENT } from './feed-limits.ts';
import type { FeedRef } from './feed-ref.ts';
import { PER_TIMELINE, rowsOf, timelineOf } from './feed-row.store.ts';
import { isInFeeds, isReturning } from './feed-rules.ts';
import { followeesOf } from './followees.ts';
import { type FeedList, mergeLists } from './merge-rules.ts';
import { type FeedState, feedStateBy, stateWithRows } from './reader.store.ts';

/** Rows of one Query. */
export const PER_QUERY = 25;
/** Queries of a reader's rows for one page. */
const MOST_ROW_QUERIES = 3;
/** Queries of timelines for one page. */
const MOST_TIMELINE_QUERIES = 5;
/** Follows of a reader that a page reads, the newest: of as many authors the feed of a returning reader consists. */
export const MOST_FOLLOWEES = 500;

/** A list of a feed that can be read on. */
interface OpenList extends FeedList {
  refs: readonly FeedRef[];
  reaches: string | null;
  readonly read: (after: string | null) => Promise<readonly FeedRef[]>;
  readonly perRead: number;
  /** Its reads are counted together with those of the other lists of its kind. */
  readonly kind: 'rows' | 'timeline';
}

/** The items of a feed from a position on, as references in the order of their ids. */
export class FeedLists {
  readonly state: FeedState;
  /** False for a returning reader who follows more authors than one page reads. */
  readonly isWhole: boolean;
  readonly #lists: readonly OpenList[];
  readonly #left = { rows: MOST_ROW_QUERIES - 1, timeline: MOST_TIMELINE_QUERIES };
  readonly #now: Date;
  /** The id after which the feed goes on. */
  #after: string | null;

  private constructor(
    { state, isWhole }: Pick<FeedLists, 'state' | 'isWhole'>,
    lists: readonly OpenList[],
    after: string | null,
    now: Date,
  ) {
    this.state = state;
    this.isWhole = isWhole;
    this.#lists = lists;
    this.#after = after;
    this.#now = now;
  }

  /**
   * Reads the beginning of a page: one Query of the rows and the state, which a later page reads beside each other, and one trip more for the
   * feeds of big authors, 0.5 RRU each. The feed of a reader who has come back is read from the feeds of all whom they follow.
   * @param after the id after which the page begins; null for the beginning
   * @param perQuery rows of one Query
   */
  static async open(readerId: UserId, after: string | null, now: Date, perQuery = PER_QUERY): Promise<FeedLists> {
    const read = (from: string | null) => rowsOf(readerId, from, perQuery);
    const { rows, state } = await (after === null ? stateWithRows(readerId, perQuery) : rowsAndState(readerId, read(after)));
    const isBack = isReturning(state, now);
    const authors = isBack ? await followeesOf(readerId, MOST_FOLLOWEES) : state.big;
    // Of what a first page gives, each later page gives the rest: those read what stands, and a first page may be a second behind.
    const feeds = await (isBack || after !== null ? authorFeedsBy(authors) : bigFeedsBy(authors, now));
    const own: OpenList = { refs: rows, reaches: reachOf(rows, perQuery, now), read, perRead: perQuery, kind: 'rows' };
    return new FeedLists(
      { state, isWhole: !isBack || authors.length < MOST_FOLLOWEES },
      [...(isBack ? [] : [own]), ...feeds.map((feed) => listOf(feed, now))],
      after,
      now,
    );
  }

  /** The next items, at most so many. Fewer only at the end of the feed, or when the page has had its queries. */
  async next(count: number): Promise<readonly FeedRef[]> {
    for (;;) {
      const { refs, short } = mergeLists(this.#lists, this.#after, count);
      const readable = this.#readable(short);
      if (readable.length === 0) return this.#inFeeds(refs);
      await Promise.all(readable.map((list) => this.#readOn(list)));
    }
  }

  /** Moves behind an item that was given. */
  moveTo(itemId: string): void {
    this.#after = itemId;
  }

  /** True when there may be more behind the last item that was given. */
  get mayGoOn(): boolean {
    const { refs, short } = mergeLists(this.#lists, this.#after, 1);
    return this.#inFeeds(refs).length > 0 || short.length > 0;
  }

  #inFeeds(refs: readonly FeedRef[]): readonly FeedRef[] {
    return refs.filter(({ id }) => isInFeeds(id, this.#now));
  }

  /** Those of the lists that may be read on now; their queries are taken from the page's. */
  #readable(short: readonly number[]): OpenList[] {
    return short.flatMap((i) => {
      const list = this.#lists[i];
      if (!list || this.#left[list.kind] === 0) return [];
      this.#left[list.kind]--;
      return [list];
    });
  }

  /** Reads a list on from where it ends or the page begins, whichever is older. */
  async #readOn(list: OpenList): Promise<void> {
    const { reaches } = list;
    const from = reaches !== null && this.#after !== null && this.#after < reaches ? this.#after : reaches;
    const found = await list.read(from);
    list.refs = [...list.refs, ...found];
    list.reaches = reachOf(found, list.perRead, this.#now);
  }
}

async function rowsAndState(readerId: UserId, reading: Promise<readonly FeedRef[]>) {
  const [rows, state] = await Promise.all([reading, feedStateBy(readerId)]);
  return { rows, state };
}

/** The id down to which a read of a list has everything that feeds show; null when it has all. */
function reachOf(refs: readonly FeedRef[], limit: number, now: Date): string | null {
  const last = refs.at(-1);
  return refs.length < limit || !last || !isInFeeds(last.id, now) ? null : last.id;
}

const listOf = ({ authorId, recent }: AuthorFeed, now: Date): OpenList => ({
  refs: recent,
  reaches: reachOf(recent, MOST_RECENT, now),
  read: (after) => timelineOf(authorId, after, PER_TIMELINE),
  perRead: PER_TIMELINE,
  kind: 'timeline',
});
