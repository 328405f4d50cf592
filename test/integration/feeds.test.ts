import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import { deletePost, muteThread } from '#core/content';
import { authorFeedUpkeep, FanOutMessage, fanOut, getFollowing, MarkMessage, markBig, readerFeedUpkeep } from '#core/feed';
import { blockUser, followUser, muteUser, unfollowUser } from '#core/graph';
import { newId } from '#platform/ids';
import { mapConcurrently } from '#platform/map-concurrently';
import type { PostId, UserId } from '#schemas/common';
import { GetFollowing } from '#schemas/feed';
import { postEntity } from '../../core/content/post.entity.ts';
import { announceItem } from '../../core/feed/announce-item.ts';
import { addRecent, authorFeedBy, writtenReadersOf } from '../../core/feed/author-feed.store.ts';
import type { FeedRef } from '../../core/feed/feed-ref.ts';
import { allRowsOf, writeTimeline } from '../../core/feed/feed-row.store.ts';
import { activeReaderEntity, feedStateEntity } from '../../core/feed/reader.entity.ts';
import { feedStateBy, noteRead } from '../../core/feed/reader.store.ts';
import { followEntity } from '../../core/graph/follow.entity.ts';
import { followCountEntity } from '../../core/graph/follow-count.entity.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { bettor } from '../support/make/users.ts';
import { takeMessages } from '../support/sent-messages.ts';

Object.assign(process.env, { FEED_FANOUT_QUEUE_URL: 'fan-out', FAN_OUT_LARGE_QUEUE_URL: 'large' });

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const noon = new Date('2026-11-23T12:00:00.000Z');
const at = (minutes: number) => new Date(noon.getTime() + minutes * MINUTE);

/** Calls of AWS that this process still makes. */
const life = { calls: Number.POSITIVE_INFINITY };
const spend = () => {
  if (--life.calls < 0) throw new Error('this process is dead');
};
interface Sent {
  readonly url: string;
  readonly message: object;
  readonly delay: number;
}
let waiting: Sent[] = [];
/** Readers who were told of an item. */
let told: { readonly readerIds: readonly UserId[]; readonly newest: string }[] = [];
takeMessages((url, messages, delay) => {
  spend();
  waiting.push(...messages.map((message) => ({ url, message, delay })));
});

let end = () => {};
beforeEach(() => {
  [waiting, told] = [[], []];
  end = intercept(async (_, send) => {
    spend();
    return send();
  });
});
afterEach(() => end());

const consume = async ({ url, message }: Sent, now: Date): Promise<void> => {
  const tell = async (readerIds: readonly UserId[], newest: string) => void told.push({ readerIds, newest });
  if (url === 'fan-out') await fanOut(FanOutMessage.parse(JSON.parse(JSON.stringify(message))), tell, now);
  else await markBig(MarkMessage.parse(message), now);
};

/** Everything that waits on the queues of feeds, those of later included, until nothing waits. @returns the number of messages */
async function drain(now: Date): Promise<number> {
  let count = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift(), count++) await consume(next, now);
  return count;
}

let people = 0;
/** Somebody who joined long ago. */
const somebody = (): Promise<User> => bettor(`f${people++}_${Math.random().toString(36).slice(2, 8)}x`, at(-100 * 24 * 60));
const ids = (count: number): UserId[] => Array.from({ length: count }, () => newId<UserId>(at(-100 * 24 * 60)));

/** So many followers of an author, as they are stored, of whom all have read their feeds a minute ago. */
async function followed(author: User, count: number, { active = true } = {}): Promise<UserId[]> {
  const readerIds = ids(count);
  const row = { followeeId: author.userId as string, state: 'following' as const, counted: true, bell: false };
  await followEntity()
    .put(readerIds.map((followerId) => ({ ...row, followerId: followerId as string, since: at(-DAY / MINUTE).getTime() })))
    .go({ concurrent: 8 });
  await followCountEntity().put({ userId: author.userId, followers: count }).go();
  const read = { readAt: at(-1).toISOString(), expiresAt: Math.floor(at(0).getTime() / 1_000) + 86_400 };
  if (active)
    await activeReaderEntity()
      .put(readerIds.map((readerId) => ({ readerId: readerId as string, ...read })))
      .go({ concurrent: 8 });
  return readerIds;
}

const refOf = (author: User, postId: PostId): FeedRef => ({
  ...{ type: 'post', id: postId, authorId: author.userId },
  hint: { userIds: [author.userId], pickIds: [], eventIds: [] },
});

/** Posts of an author, one a minute from an instant on, as they are stored and announced; what follows waits. */
async function posted(author: User, count: number, from = 0): Promise<PostId[]> {
  const all = Array.from({ length: count }, (_, i) => newId<PostId>(at(from + i)));
  const rules = { visibility: 'everyone' as const, whoMayComment: 'everyone' as const, revision: 1 };
  const words = { kind: 'text' as const, text: 'Over.', mentions: [], createdAt: at(from).toISOString(), ...rules };
  await postEntity()
    .put(all.map((postId) => ({ postId: postId as string, authorId: author.userId as string, ...words })))
    .go({ concurrent: 8 });
  const refs = all.map((postId) => refOf(author, postId));
  // Many at once are written as one after the other would be: in the end the same stands there.
  await mapConcurrently(refs.slice(0, -1), 8, writeTimeline);
  await addRecent(author.userId, refs.slice(0, -1), at(from + count));
  waiting.push(...refs.slice(0, -1).map((ref) => ({ url: 'fan-out', message: { task: 'item', ref, after: null }, delay: 0 })));
  for (const ref of refs.slice(-1)) await announceItem(ref, at(from + count));
  return all;
}

async function page(reader: User, now: Date, more: { readonly cursor?: string; readonly limit?: number } = {}) {
  const { items, cursor, meta } = await getFollowing(reader, GetFollowing.query.parse(more), now);
  return { ids: items.map((item) => (item.type === 'post' ? item.post.id : item.pick.id)), cursor, ...meta };
}

/** All pages, one after the other. */
async function feedOf(reader: User, now: Date, limit = 20): Promise<string[]> {
  const all: string[] = [];
  for (let cursor: string | null = '', i = 0; cursor !== null; i++) {
    expect(i).toBeLessThan(60);
    const next = await page(reader, now, { limit, ...(cursor !== '' && { cursor }) });
    all.push(...next.ids);
    cursor = next.cursor;
  }
  return all;
}
const newestFirst = (all: readonly string[]) => all.toSorted().toReversed();
const rowsOf = async (readerId: UserId) => (await allRowsOf(readerId)).map(({ id }) => id).toReversed();

/** A reader who follows these authors and has read the feed, so that it consists of rows. */
async function readerOf(...authors: readonly User[]): Promise<User> {
  const reader = await somebody();
  for (const { userId } of authors) await followUser(reader, userId, at(-10));
  await noteRead(reader.userId, at(-9));
  for (const { userId: authorId } of authors)
    await fanOut({ task: 'follow', readerId: reader.userId, authorId }, async () => {}, at(-9));
  return reader;
}

describe('a fan-out', () => {
  it('writes to each of 999 active followers, and tells them', async () => {
    const author = await somebody();
    const readers = await followed(author, 999);
    const [postId] = await posted(author, 1);
    expect(await drain(at(1))).toBe(1);
    for (const readerId of [readers[0], readers[500], readers[998]] as UserId[]) expect(await rowsOf(readerId)).toEqual([postId]);
    expect(told.flatMap(({ readerIds }) => readerIds)).toHaveLength(999);
    expect((await authorFeedBy(author.userId)).everBig).toBeUndefined();
  });

  it('skips whoever has not read the feed for long', async () => {
    const author = await somebody();
    const [gone] = await followed(author, 3, { active: false });
    await posted(author, 1);
    await drain(at(1));
    expect([await rowsOf(gone as UserId), told.flatMap(({ readerIds }) => readerIds)]).toEqual([[], []]);
  });

  it('reads once who was active within a day, and again whoever was not', async () => {
    const author = await somebody();
    const readers = await followed(author, 30);
    const [late] = readers as [UserId];
    const longAgo = at(-3 * 24 * 60).toISOString();
    await activeReaderEntity().patch({ readerId: late }).set({ readAt: longAgo }).go();
    const asked: number[] = [];
    const over = intercept(async ({ name, input }, send) => {
      if (name === 'BatchGetItemCommand')
        asked.push(...Object.values(input.RequestItems as Record<string, { Keys: object[] }>).map(({ Keys }) => Keys.length));
      return send();
    });
    for (const minute of [0, 1]) {
      await posted(author, 1, minute);
      await drain(at(minute + 1));
    }
    await activeReaderEntity()
      .patch({ readerId: late })
      .set({ readAt: at(2).toISOString() })
      .go();
    await posted(author, 1, 2);
    await drain(at(3)).finally(over);
    expect(asked).toEqual([30, 1, 1]);
    expect(told.map(({ readerIds }) => readerIds.length)).toEqual([29, 29, 30]);
    for (const readerId of [readers[1], late] as UserId[]) expect(await rowsOf(readerId)).toHaveLength(3);
  });

  it('to 1,000 followers writes to all of them until each knows the author as big, and then to none', async () => {
    const author = await somebody();
    const readers = await followed(author, 30);
    await followCountEntity().put({ userId: author.userId, followers: 1_000 }).go();
    const [first, last] = [readers[0], readers[29]] as [UserId, UserId];
    const [one] = await posted(author, 1);
    await drain(at(1));
    expect([await rowsOf(first), await rowsOf(last)]).toEqual([[one], [one]]);
    expect((await authorFeedBy(author.userId)).everBig).toBe('ready');
    expect([(await feedStateBy(first)).big, (await feedStateBy(last)).big]).toEqual([[author.userId], [author.userId]]);
    await posted(author, 1, 1);
    expect(await drain(at(2))).toBe(1);
    expect([await rowsOf(first), await rowsOf(last)]).toEqual([[one], [one]]);
    // Below the threshold, items are written again.
    await followCountEntity().put({ userId: author.userId, followers: 999 }).go();
    const [third] = await posted(author, 1, 2);
    await drain(at(3));
    expect(await rowsOf(first)).toEqual([third, one]);
  });

  it('is written to its end when DynamoDB takes only some of the rows', async () => {
    const author = await somebody();
    const readers = await followed(author, 40);
    await posted(author, 1);
    let calls = 0;
    const over = intercept(async ({ name, input }, send) => {
      if (name !== 'BatchWriteItemCommand' || ++calls > 4) return send();
      const [[table, rows]] = Object.entries(input.RequestItems as Record<string, object[]>) as [[string, object[]]];
      const reply = await send({ ...input, RequestItems: { [table]: rows.slice(0, 3) } });
      return { ...reply, output: { ...reply.output, UnprocessedItems: { [table]: rows.slice(3) } } };
    });
    await drain(at(1)).finally(over);
    expect(calls).toBeGreaterThan(4);
    for (const readerId of readers) expect(await rowsOf(readerId)).toHaveLength(1);
  });

  it('writes to a follower who knows too many big authors to know one more', async () => {
    const author = await somebody();
    const reader = await readerOf(author);
    const strangers = ids(200);
    await feedStateEntity()
      .update({ readerId: reader.userId })
      .add({ big: strangers as string[] })
      .go();
    await followCountEntity().put({ userId: author.userId, followers: 1_000 }).go();
    const [one] = await posted(author, 1);
    await drain(at(1));
    expect(await writtenReadersOf(author.userId, null, 10)).toEqual([reader.userId]);
    const [two] = await posted(author, 1, 1);
    await drain(at(2));
    expect(await rowsOf(reader.userId)).toEqual([two, one]);
    expect((await feedStateBy(reader.userId)).big).toHaveLength(200);
    await unfollowUser(reader, author.userId, at(3));
    await fanOut({ task: 'follow', readerId: reader.userId, authorId: author.userId }, async () => {}, at(3));
    expect([await writtenReadersOf(author.userId, null, 10), await rowsOf(reader.userId)]).toEqual([[], []]);
  });
});

describe('the feed of followed authors', () => {
  it('unites rows with the items of big authors, also those before their newest 80, each once and in order', async () => {
    const [big, small] = [await somebody(), await somebody()];
    const reader = await readerOf(big, small);
    await followCountEntity().put({ userId: big.userId, followers: 1_000 }).go();
    const first = await posted(big, 1);
    await drain(at(1));
    const all = [...first, ...(await posted(big, 130, 2)), ...(await posted(small, 30, 40))];
    await drain(at(200));
    expect(await rowsOf(reader.userId)).toHaveLength(31);
    expect(await feedOf(reader, at(201))).toEqual(newestFirst(all));
    expect(await feedOf(reader, at(201), 7)).toEqual(newestFirst(all));
    const people = [reader.userId, big.userId, small.userId];
    // The number of followers is made up, so that the feeds alone are audited.
    const found = await Promise.all([authorFeedUpkeep, readerFeedUpkeep].map(({ audit }) => audit(people, at(202))));
    expect(found).toEqual([[], []]);
  });

  it('is read from the items of big authors as they were within a second, on its first page', async () => {
    const big = await somebody();
    const reader = await readerOf(big);
    await followCountEntity().put({ userId: big.userId, followers: 1_000 }).go();
    const [one] = await posted(big, 1);
    await drain(at(1));
    const [two] = await posted(big, 1, 1);
    await drain(at(2));
    const ms = (count: number) => new Date(at(3).getTime() + count);
    const first = await page(reader, ms(0), { limit: 1 });
    expect(first.ids).toEqual([two]);
    const [three, four] = await posted(big, 2, 2);
    expect((await page(reader, ms(999), { limit: 1 })).ids).toEqual([two]);
    expect((await page(reader, ms(1_000), { limit: 2 })).ids).toEqual([four, three]);
    // The pages that follow read what stands.
    const [five] = await posted(big, 1, 2);
    expect((await page(reader, ms(1_001), { limit: 1 })).ids).toEqual([four]);
    expect(await feedOf(reader, ms(2_001), 1)).toEqual([...newestFirst([three, four, five] as string[]), two, one]);
    expect((await page(reader, ms(2_002), { cursor: first.cursor as string })).ids).toEqual([one]);
  });

  it('of a reader who comes back is there at once, and in rows soon', async () => {
    const authors = [await somebody(), await somebody()] as const;
    const reader = await somebody();
    for (const { userId } of authors) await followUser(reader, userId, at(-10));
    const all = [...(await posted(authors[0], 5)), ...(await posted(authors[1], 5, 3))];
    await drain(at(20));
    expect(await rowsOf(reader.userId)).toEqual([]);
    expect(await feedOf(reader, at(20), 4)).toEqual(newestFirst(all));
    const { returnedAt = '' } = await feedStateBy(reader.userId);
    await fanOut({ task: 'return', readerId: reader.userId, returnedAt }, async () => {}, at(21));
    expect(await rowsOf(reader.userId)).toEqual(newestFirst(all));
    expect(await feedOf(reader, at(22), 4)).toEqual(newestFirst(all));
    const [one] = await posted(authors[0], 1, 30);
    await drain(at(31));
    expect((await rowsOf(reader.userId))[0]).toBe(one);
    // A message of that return comes again.
    await fanOut({ task: 'return', readerId: reader.userId, returnedAt }, async () => {}, at(32));
    expect((await feedStateBy(reader.userId)).returnedAt).toBeUndefined();
  });

  it('leaves out what is deleted, muted, blocked or not followed any more, before anything has followed', async () => {
    const authors = await Promise.all(Array.from({ length: 5 }, somebody));
    const [kept, unfollowed, muted, blocked, quiet] = authors as [User, User, User, User, User];
    const reader = await readerOf(...authors);
    const [stays, goes] = await posted(kept, 2);
    for (const author of [unfollowed, muted, blocked]) await posted(author, 1, 2);
    const [thread] = await posted(quiet, 1, 3);
    await drain(at(10));
    expect(await feedOf(reader, at(10))).toHaveLength(6);
    await deletePost(kept, goes as PostId, at(11));
    await unfollowUser(reader, unfollowed.userId, at(11));
    await muteUser(reader, muted.userId, at(11));
    await blockUser(blocked, reader.userId, at(11));
    await muteThread(reader, { type: 'post', id: thread as PostId }, at(11));
    expect(await feedOf(reader, at(12))).toEqual([stays]);
  });

  it('ends after 400 items, and after 30 days', async () => {
    const author = await somebody();
    const reader = await readerOf(author);
    await followCountEntity().put({ userId: author.userId, followers: 1_000 }).go();
    await posted(author, 1);
    await drain(at(1));
    const all = await posted(author, 410, 2);
    expect(await feedOf(reader, at(500))).toEqual(newestFirst(all).slice(0, 400));
    const later = at(30 * 24 * 60 + 401);
    await noteRead(reader.userId, new Date(later.getTime() - DAY));
    expect(await feedOf(reader, later)).toEqual(newestFirst(all).slice(0, 10));
  });

  it('says since when it is complete', async () => {
    const author = await somebody();
    const all = await posted(author, 25);
    waiting = [];
    const reader = await somebody();
    await noteRead(reader.userId, at(30));
    expect((await page(reader, at(31))).completeSince).toBe(new Date(at(31).getTime() - 30 * DAY).toISOString());
    await followUser(reader, author.userId, at(31));
    await fanOut({ task: 'follow', readerId: reader.userId, authorId: author.userId }, async () => {}, at(31));
    const { ids: shown, completeSince } = await page(reader, at(32));
    expect(shown).toEqual(newestFirst(all).slice(0, 20));
    expect(completeSince).toBe(at(5).toISOString());
  });

  it('gives a cursor to its reader alone', async () => {
    const author = await somebody();
    const [reader, other] = [await readerOf(author), await readerOf(author)];
    await posted(author, 3);
    await drain(at(5));
    const { cursor } = await page(reader, at(6), { limit: 2 });
    expect(cursor).not.toBeNull();
    for (const wrong of [page(other, at(6), { cursor: cursor as string }), page(reader, at(6), { cursor: 'abc' })])
      await expect(wrong).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'cursor' } });
    expect((await page(reader, at(6), { cursor: cursor as string, limit: 1 })).ids).toHaveLength(1);
  });
});

describe('a process that dies at any of its calls', () => {
  /** Tries the work in a new world for every length of life, until it lives to its end. */
  async function everyLife<World>(
    world: () => Promise<World>,
    work: (world: World) => Promise<unknown>,
    whole: (world: World) => Promise<void>,
  ): Promise<number> {
    for (let calls = 0; ; calls++) {
      const here = await world();
      life.calls = calls;
      await work(here).catch(() => {});
      const survived = life.calls >= 0;
      life.calls = Number.POSITIVE_INFINITY;
      if (!survived) await work(here);
      await drain(at(5));
      await whole(here);
      if (survived) return calls;
    }
  }

  it('while it announces an item leaves nothing out', async () => {
    const deaths = await everyLife(
      async () => {
        const author = await somebody();
        const reader = await readerOf(author);
        return { author, reader, ref: refOf(author, newId<PostId>(at(0))) };
      },
      ({ ref }) => announceItem(ref, at(0)),
      async ({ author, reader, ref }) => {
        expect((await authorFeedBy(author.userId)).recent.map(({ id }) => id)).toEqual([ref.id]);
        expect(await rowsOf(reader.userId)).toEqual([ref.id]);
      },
    );
    expect(deaths).toBeGreaterThan(2);
  });

  it('while it marks an author ends with every follower who knows the author as big', async () => {
    const deaths = await everyLife(
      async () => {
        const author = await somebody();
        const readers = await followed(author, 3);
        await followCountEntity().put({ userId: author.userId, followers: 1_000 }).go();
        return { author, readers, message: { authorId: author.userId, itemId: newId(at(0)), pass: 1 as const, after: null } };
      },
      ({ message }) => markBig(message, at(0)),
      async ({ author, readers }) => {
        expect((await authorFeedBy(author.userId)).everBig).toBe('ready');
        for (const readerId of readers) expect((await feedStateBy(readerId)).big).toEqual([author.userId]);
      },
    );
    expect(deaths).toBeGreaterThan(4);
  });

  it('while a follow comes in or goes leaves the feed as the follow is', async () => {
    for (const stands of [true, false]) {
      const deaths = await everyLife(
        async () => {
          const author = await somebody();
          const all = await posted(author, 2);
          const reader = await readerOf(author);
          await drain(at(1));
          if (!stands) await unfollowUser(reader, author.userId, at(2));
          return { author, reader, all };
        },
        ({ author, reader }) =>
          fanOut({ task: 'follow', readerId: reader.userId, authorId: author.userId }, async () => {}, at(3)),
        async ({ reader, all }) => expect(await rowsOf(reader.userId)).toEqual(stands ? newestFirst(all) : []),
      );
      expect(deaths).toBeGreaterThan(2);
    }
  });
});
