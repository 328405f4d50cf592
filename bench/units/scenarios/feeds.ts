import type { User } from '#actor';
import { createPost } from '#core/content';
import { epoch } from '#platform/clock';
import { newId } from '#platform/ids';
import type { EventId, PickId, PostId, UserId } from '#schemas/common';
import { GetFollowing } from '#schemas/feed';
import { FollowUser, UnfollowUser } from '#schemas/graph';
import { CreatePost } from '#schemas/posts';
import { authorFeedEntity } from '../../../core/feed/author-feed.entity.ts';
import { type PackedRef, packRefs, withoutAuthor } from '../../../core/feed/feed-ref.ts';
import { feedRowEntity } from '../../../core/feed/feed-row.entity.ts';
import { allRowsOf, deleteRows } from '../../../core/feed/feed-row.store.ts';
import { packRecent } from '../../../core/feed/feed-rules.ts';
import { activeReaderEntity, feedStateEntity } from '../../../core/feed/reader.entity.ts';
import { followEntity } from '../../../core/graph/follow.entity.ts';
import { cardEntity } from '../../../core/users/card.entity.ts';
import { http, queue, recordsOf, stream } from '../doors.ts';
import { NOW } from '../fixed.ts';
import { type Scenario, world } from '../scenario.ts';
import { bettor, games, later, placed } from '../world.ts';
import { activeReader, plainPicks, usersOf } from './rows.ts';

const BATCH = { concurrent: 8 };
const DAY = 24 * 60;
const EXPIRY = epoch(later(30 * DAY));

/** Authors with a card, whom a reader follows. */
async function authorsOf(reader: User, count: number): Promise<UserId[]> {
  const ids = usersOf(count);
  await cardEntity()
    .put(
      ids.map((userId, i) => ({ userId: userId as string, handle: `an_author_of_${i}`, displayName: 'An Author of some Fame' })),
    )
    .go(BATCH);
  const row = { followerId: reader.userId as string, state: 'following' as const, counted: true, bell: false };
  await followEntity()
    .put(ids.map((followeeId) => ({ ...row, followeeId: followeeId as string, since: later(-DAY).getTime() })))
    .go(BATCH);
  return ids;
}

/** A reader whose feed has so many picks of so many authors on so many events, the newest of them as rows. */
export async function feed(
  { items, authors, events }: { items: number; authors: number; events: number },
  more: { big?: number } = {},
) {
  const as = await bettor('a_reader_of_feeds');
  const authorIds = await authorsOf(as, authors);
  const on = await games(events);
  const picks = [];
  const each = Math.ceil(items / events);
  for (const [i, { eventId }] of on.entries())
    picks.push(...(await plainPicks(each, eventId, (n) => ({ authorId: authorIds[(i * each + n) % authors] as UserId }))));
  const rows = picks.slice(0, items).map(({ pickId, authorId, legs }) => ({
    readerId: as.userId as string,
    itemId: pickId as string,
    authorId: authorId as string,
    ref: packRefs([
      refOf(
        'pick',
        pickId,
        legs.map(({ eventId }) => eventId as EventId),
      ),
    ]),
    expiresAt: EXPIRY,
  }));
  await feedRowEntity().put(rows).go(BATCH);
  const big = await authorsOf(as, more.big ?? 0);
  await bigAuthors(big);
  await feedStateEntity()
    .put({ readerId: as.userId, readAt: later(-60).toISOString(), ...(big.length > 0 && { big: big as string[] }) })
    .go();
  return as;
}

const refOf = (type: 'pick' | 'post', id: string, eventIds: readonly EventId[]): PackedRef => ({
  type,
  id,
  hint: { userIds: [], pickIds: [], eventIds },
});

/** Big authors, each with 80 items that are older than all rows. */
async function bigAuthors(ids: readonly UserId[]): Promise<void> {
  const recentOf = () =>
    packRecent(Array.from({ length: 80 }, (_, i) => refOf('pick', newId<PickId>(later(-3 * DAY - i)), [newId<EventId>(NOW)])));
  const marked = { revision: 80, everBig: 'ready' as const, markedBy: 'x' };
  if (ids.length > 0)
    await authorFeedEntity()
      .put(ids.map((authorId) => ({ authorId: authorId as string, recent: recentOf(), ...marked })))
      .go(BATCH);
}

/**
 * A reader who has not read the feed for long, and so has no state. They follow 28 authors: the items of 8 of them are the newest of all, and
 * the others are big.
 */
async function returning(): Promise<User> {
  const as = await feed({ items: 20, authors: 8, events: 10 }, { big: 20 });
  const byAuthor = Map.groupBy(await allRowsOf(as.userId), ({ authorId }) => authorId);
  await authorFeedEntity()
    .put([...byAuthor].map(([authorId, refs]) => ({ authorId: authorId as string, recent: packRecent(refs.map(withoutAuthor)) })))
    .go(BATCH);
  await deleteRows(
    as.userId,
    [...byAuthor.values()].flat().map(({ id }) => id),
  );
  await feedStateEntity().delete({ readerId: as.userId }).go();
  return as;
}

/** A reader with so many rows of others before the first page. */
const many = world('a reader', async (count) => {
  const as = await feed({ items: 20, authors: 8, events: 10 });
  const authorId = newId<UserId>(NOW) as string;
  await feedRowEntity()
    .put(
      Array.from({ length: count }, (_, i) => {
        const itemId = newId<PostId>(later(-10 * DAY - i));
        return { readerId: as.userId as string, itemId, authorId, ref: packRefs([refOf('post', itemId, [])]), expiresAt: EXPIRY };
      }),
    )
    .go(BATCH);
  return as;
});

const page = (name: string, prepare: () => Promise<User>): Scenario => ({
  name,
  group: 'feeds',
  of: ['GetFollowing'],
  async prepare() {
    const as = await prepare();
    return () => http(GetFollowing, { as });
  },
});

export const FEEDS: readonly Scenario[] = [
  {
    ...page('a page of 20 items of 8 authors on 10 events', async () => many.made()),
    growth: 'older rows of the reader',
    on: many,
  },
  page('a page of 20 items, all of other authors', () => feed({ items: 20, authors: 20, events: 16 })),
  page('a page with 20 big authors', () => feed({ items: 20, authors: 8, events: 10 }, { big: 20 })),
  page('a page with 200 big authors', () => feed({ items: 20, authors: 8, events: 10 }, { big: 200 })),
  {
    name: 'the first page of a reader who has come back',
    group: 'feeds',
    of: ['GetFollowing'],
    async prepare() {
      const as = await returning();
      return () => http(GetFollowing, { as });
    },
  },
  {
    name: 'a page with 200 big authors, whom the same function has just read',
    group: 'feeds',
    of: ['GetFollowing'],
    async prepare() {
      const as = await feed({ items: 20, authors: 8, events: 10 }, { big: 200 });
      await http(GetFollowing, { as });
      return () => http(GetFollowing, { as });
    },
  },
  {
    name: 'the stream: a new post',
    group: 'feeds',
    of: ['announcePost'],
    async prepare() {
      const as = await bettor();
      await bigAuthors([as.userId]);
      const body = CreatePost.body.parse({ kind: 'text', text: 'The line has moved the wrong way since Thursday.' });
      const records = await recordsOf('post', () => createPost(as, body, undefined, NOW));
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a new pick, into feeds',
    group: 'feeds',
    of: ['announcePick'],
    async prepare() {
      const as = await bettor();
      const on = await games(1, ['main']);
      const records = await recordsOf('pick', () => placed(as, on));
      return () => stream('betting', records);
    },
  },
  {
    name: 'the stream: a follow, into the feed',
    group: 'feeds',
    of: ['followInFeed'],
    async prepare() {
      const [as, other] = [await bettor(), await bettor('another_of_some_fame')];
      const records = await recordsOf('follow', () => http(FollowUser, { as, params: { user: other.userId } }));
      return () => stream('social', records);
    },
  },
  {
    name: 'a new follow brings 20 items',
    group: 'feeds',
    of: ['queues/feed-fanout'],
    async prepare() {
      const [as, other] = [await bettor(), await bettor('another_of_some_fame')];
      await http(FollowUser, { as, params: { user: other.userId } });
      await activeReaderEntity().put(activeReader(as.userId)).go();
      await bigAuthors([other.userId]);
      await authorFeedEntity().update({ authorId: other.userId }).remove(['everBig']).go();
      return () => queue('feed-fanout', { task: 'follow', readerId: as.userId, authorId: other.userId });
    },
  },
  {
    name: 'the end of a follow takes its items out',
    group: 'feeds',
    of: ['queues/feed-fanout'],
    async prepare() {
      const as = await feed({ items: 20, authors: 8, events: 10 });
      const [row] = (await feedRowEntity().query.primary({ readerId: as.userId }).go({ limit: 1 })).data;
      const authorId = row?.authorId as UserId;
      await http(UnfollowUser, { as, params: { user: authorId } });
      return () => queue('feed-fanout', { task: 'follow', readerId: as.userId, authorId });
    },
  },
  {
    name: 'the stream: a reader who has come back',
    group: 'feeds',
    of: ['bringRowsBack'],
    async prepare() {
      const as = await bettor();
      const records = await recordsOf('feedreturn', () => http(GetFollowing, { as }));
      return () => stream('social', records);
    },
  },
  {
    name: 'the rows of a reader who has come back, of 20 authors',
    group: 'feeds',
    of: ['queues/feed-fanout'],
    async prepare() {
      const as = await bettor();
      const ids = await authorsOf(as, 20);
      await bigAuthors(ids);
      await http(GetFollowing, { as });
      const { data } = await feedStateEntity().get({ readerId: as.userId }).go();
      return () => queue('feed-fanout', { task: 'return', readerId: as.userId, returnedAt: data?.returnedAt });
    },
  },
];
