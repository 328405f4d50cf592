import { beforeAll, describe, expect, it } from 'vitest';
import { system, type User } from '#actor';
import { createPost, deletePost, hintOfPick, hintOfPost, postById, react } from '#core/content';
import { getFeed, getTrending, giveFeedback, trendUpkeep, updateTrends } from '#core/feed';
import { blockUser, followUser, muteUser, unfollowUser } from '#core/graph';
import { pickById, placePick, withdrawPick } from '#core/picks';
import { addToCardPart, updateMe } from '#core/users';
import { transact } from '#data/transaction';
import type { EventId, PickId, PostId } from '#schemas/common';
import { GetFeed, GetTrending } from '#schemas/home';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import { ProfileChange } from '#schemas/users';
import { addRecent } from '../../core/feed/author-feed.store.ts';
import type { FeedRef } from '../../core/feed/feed-ref.ts';
import { writeRows } from '../../core/feed/feed-row.store.ts';
import { noteRead } from '../../core/feed/reader.store.ts';
import { noteBucket, trendPart } from '../../core/feed/trend.store.ts';
import { bucketOf } from '../../core/feed/trend-rules.ts';
import { identityGround, many } from '../support/bettors.ts';
import { intercept } from '../support/dynamo-calls.ts';
import { exportedBy } from '../support/exported.ts';
import { storedGame } from '../support/make/games.ts';
import { american, singleBody } from '../support/make/pick-bodies.ts';
import { bettor } from '../support/make/users.ts';

const start = Date.parse('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * 60_000);
const MONTH_AGO = at(-30 * 24 * 60);

let made = 0;
const person = (name: string) => bettor(`${name}_${++made}x`, MONTH_AGO);

/** New people whom a reader follows. */
async function followed(reader: User, count: number): Promise<User[]> {
  const people = await Promise.all(Array.from({ length: count }, () => person('author')));
  await Promise.all(people.map(({ userId }) => followUser(reader, userId, at(-600))));
  return people;
}

/** Writes what the fan-out of an item writes, for these followers of its author. */
async function spread(ref: FeedRef, readers: readonly User[], now: Date): Promise<FeedRef> {
  await addRecent(ref.authorId, [ref], now);
  await writeRows(readers.map(({ userId: readerId }) => ({ readerId, ref })));
  return ref;
}
async function post(
  author: User,
  text: string,
  now: Date,
  readers: readonly User[] = [],
  visibility: 'everyone' | 'followers' = 'everyone',
): Promise<FeedRef> {
  const { id } = await createPost(author, CreatePost.body.parse({ kind: 'text', text, visibility }), undefined, now);
  const stored = await postById(id);
  if (!stored) throw new Error('no post');
  return spread({ type: 'post', id, authorId: author.userId, hint: hintOfPost(stored) }, readers, now);
}
async function pick(author: User, eventId: EventId, now: Date, readers: readonly User[] = [], price = '-110'): Promise<FeedRef> {
  const body = PlacePick.body.parse(singleBody(eventId, { odds: american(price) }));
  const { id } = await placePick(author, body, undefined, now);
  const stored = await pickById(id);
  if (!stored) throw new Error('no pick');
  return spread({ type: 'pick', id, authorId: author.userId, hint: hintOfPick(stored) }, readers, now);
}
/** Makes an item trend in a sport. */
async function trend(ref: FeedRef, people: number, now: Date, sport: 'soccer' | 'american_football' = 'soccer') {
  await noteBucket(sport, bucketOf(now), now);
  await transact({ trend: trendPart({ ref, sports: [sport], people }, bucketOf(now), now) });
}

const feed = (reader: User, now: Date, query: object = {}) => getFeed(reader, GetFeed.query.parse(query), now);
const shown = ({ items }: Awaited<ReturnType<typeof feed>>) =>
  items.map(({ item, reason }) => [item.type === 'post' ? item.post.id : item.pick.id, reason] as const);
const idsOf = (page: Awaited<ReturnType<typeof feed>>): string[] => shown(page).map(([id]) => id);

/** The ids of all pages from a cursor on. */
async function rest(reader: User, cursor: string | null, now: Date, limit = 4): Promise<string[]> {
  const ids: string[] = [];
  for (let next = cursor; next !== null; ) {
    const page = await feed(reader, now, { cursor: next, limit });
    ids.push(...idsOf(page));
    next = page.cursor;
  }
  return ids;
}

/** The ids of a whole feed, from a first page on. */
async function whole(reader: User, now: Date): Promise<string[]> {
  const first = await feed(reader, now);
  return [...idsOf(first), ...(await rest(reader, first.cursor, now, 20))];
}

let soccer: EventId;
let nfl: EventId;
beforeAll(async () => {
  await identityGround();
  [soccer, nfl] = await Promise.all([
    storedGame('epl', at(10_000), { seenAt: MONTH_AGO }),
    storedGame('nfl', at(10_000), { seenAt: MONTH_AGO }),
  ]);
});

describe('a home feed', () => {
  let reader: User;
  let [friend, expert, stranger, other]: User[] = [];
  const items: Record<string, FeedRef> = {};
  beforeAll(async () => {
    reader = await person('reader');
    [friend, expert, stranger, other] = await Promise.all(['friend', 'expert', 'stranger', 'other'].map(person));
    await noteRead(reader.userId, at(-60));
    for (const followed of [friend, expert, other]) await followUser(reader, followed?.userId ?? '', at(-600));
    await transact({
      record: addToCardPart(expert?.userId ?? '', { decided: 300, turnover: 300_000_000, profit: 21_000_000 }),
    });
    items.words = await post(friend as User, 'Good morning.', at(-10), [reader]);
    items.tip = await pick(expert as User, nfl, at(-10), [reader]);
    items.longshot = await pick(expert as User, nfl, at(-9), [reader], '+1500');
    items.hot = await pick(stranger as User, soccer, at(-20));
    items.own = await post(reader, 'My own words.', at(-5));
    items.old = await post(other as User, 'Yesterday.', at(-24 * 60), [reader]);
    await trend(items.hot, 200, at(-19));
    await updateTrends(system('update-trends'), at(-8));
  });

  it('has items of followed people, of a trend and of one’s own, each once, with its reason', async () => {
    const page = await feed(reader, at(0));
    expect(Object.fromEntries(shown(page))).toEqual({
      [items.words?.id ?? '']: 'following',
      [items.tip?.id ?? '']: 'record',
      [items.longshot?.id ?? '']: 'following',
      [items.hot?.id ?? '']: 'trending',
      [items.own?.id ?? '']: 'own',
      [items.old?.id ?? '']: 'following',
    });
    expect(page.items).toHaveLength(6);
    expect(page.cursor).toBeNull();
    expect(idsOf(page)[0]).toBe(items.tip?.id);
    expect(idsOf(page).at(-1)).toBe(items.old?.id);
  });

  it('gives reactions to an author as the reason, and ranks their items higher', async () => {
    const before = idsOf(await feed(reader, at(1))).indexOf(items.old?.id ?? '');
    const more = await many(8, (i) => post(other as User, `Number ${i}`, at(-40 * 24 * 60 + i)));
    for (const made of more)
      if (made.status === 'fulfilled') await react(reader, { type: 'post', id: made.value.id as PostId }, 'fire', at(1));
    const page = await feed(reader, at(2));
    expect(Object.fromEntries(shown(page))[items.old?.id ?? '']).toBe('affinity');
    expect(idsOf(page).indexOf(items.old?.id ?? '')).toBeLessThanOrEqual(before);
  });

  it('leaves out who is unfollowed while the page is made, whatever the index still says', async () => {
    let done = false;
    const end = intercept(async (call, send) => {
      const reply = await send();
      const isIndex = call.name === 'QueryCommand' && call.input.IndexName === 'gsi1';
      if (isIndex && !done) {
        done = true;
        await unfollowUser(reader, (friend as User).userId, at(2));
      }
      return reply;
    });
    const page = await feed(reader, at(2)).finally(end);
    expect([done, idsOf(page).includes(items.words?.id ?? '')]).toEqual([true, false]);
    expect(idsOf(page)).toContain(items.old?.id);
    await followUser(reader, (friend as User).userId, at(2));
  });

  it('shows trending items of the sports that the reader chose, else of those that they pick', async () => {
    await pick(reader, nfl, at(2));
    expect(idsOf(await feed(reader, at(3)))).not.toContain(items.hot?.id);
    await pick(reader, soccer, at(3));
    expect(idsOf(await feed(reader, at(4)))).toContain(items.hot?.id);
    const choose = (sports: readonly ('american_football' | 'soccer')[]) =>
      updateMe(reader, ProfileChange.parse({ sports }), at(4));
    expect(await choose(['american_football'])).toMatchObject({ sports: ['american_football'] });
    expect(idsOf(await feed(reader, at(5)))).not.toContain(items.hot?.id);
    await choose([]);
    expect(idsOf(await feed(reader, at(5)))).toContain(items.hot?.id);
  });
});

describe('the pages of a home feed', () => {
  const authors: User[] = [];
  let reader: User;
  const posts: FeedRef[] = [];
  beforeAll(async () => {
    reader = await person('pager');
    await noteRead(reader.userId, at(-60));
    authors.push(...(await followed(reader, 12)));
    for (let n = 0; n < 3; n++)
      posts.push(...(await Promise.all(authors.map((author, i) => post(author, `Post ${n}`, at(-200 + 3 * i + n), [reader])))));
  });

  it('give each item once, in the order of the first page, while others come and items change their score', async () => {
    const all = await whole(reader, at(0));
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(30);
    const first = await feed(reader, at(0), { limit: 10 });
    const fresh = await post(authors[0] as User, 'Something new.', at(1), [reader]);
    posts.push(fresh);
    await many(30, (i) => react(reader, { type: 'post', id: posts[i]?.id as PostId }, 'wow', at(1)));
    expect([...idsOf(first), ...(await rest(reader, first.cursor, at(2)))]).toEqual(all);
    expect(await whole(reader, at(3))).toContain(fresh.id);
    expect(all).not.toContain(fresh.id);
  });

  it('have at most 2 of one author in any 10', async () => {
    const by = (await whole(reader, at(3))).map((id) => posts.find((ref) => ref.id === id)?.authorId ?? id);
    for (let from = 0; from + 10 <= by.length; from++) {
      const window = by.slice(from, from + 10);
      for (const author of window) expect(window.filter((each) => each === author).length).toBeLessThanOrEqual(2);
    }
  });

  it('leave out what was deleted, hidden, or is of somebody who was unfollowed, blocked or muted since', async () => {
    const first = await feed(reader, at(4), { limit: 1 });
    const listed = (await rest(reader, first.cursor, at(4))).filter((id) => posts.some((ref) => ref.id === id));
    const [kept = '', deleted = '', hidden = ''] = listed;
    const authorOf = (id: string) =>
      authors.find(({ userId }) => userId === posts.find((ref) => ref.id === id)?.authorId) as User;
    const away = authors.filter((author) => ![kept, deleted, hidden].some((id) => authorOf(id) === author)).slice(0, 3);
    const [unfollowed, blocked, muted] = away as [User, User, User];
    await deletePost(authorOf(deleted), deleted as PostId, at(5));
    await giveFeedback(reader, { itemId: hidden as PostId, feedback: 'hide' }, at(5));
    await unfollowUser(reader, unfollowed.userId, at(5));
    await blockUser(blocked, reader.userId, at(5));
    await muteUser(reader, muted.userId, at(5));
    const gone = new Set([
      deleted,
      hidden,
      ...posts.filter(({ authorId }) => away.some(({ userId }) => userId === authorId)).map(({ id }) => id),
    ]);
    const left = await rest(reader, first.cursor, at(6));
    expect(left.filter((id) => gone.has(id))).toEqual([]);
    expect(left).toContain(kept);
    expect(left.length).toBeGreaterThan(15);
    expect((await whole(reader, at(6))).filter((id) => gone.has(id))).toEqual([]);
  });

  it('end with their list, after 30 minutes', async () => {
    const { cursor } = await feed(reader, at(10), { limit: 5 });
    expect((await feed(reader, at(39), { cursor })).items.length).toBeGreaterThan(0);
    await expect(feed(reader, at(40), { cursor })).rejects.toMatchObject({
      code: 'FEED_SESSION_EXPIRED',
      details: { field: 'cursor' },
    });
  });

  it('take no cursor of somebody else, and none that we did not sign', async () => {
    const { cursor } = await feed(reader, at(50), { limit: 5 });
    for (const [of, wrong] of [
      [authors[0] as User, cursor],
      [reader, 'bm90IG9uZSBvZiBvdXJz'],
      [reader, `${cursor?.slice(0, -4)}AAAA`],
    ] as const)
      await expect(feed(of, at(50), { cursor: wrong })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        details: { field: 'cursor' },
      });
  });

  it('are the same for ten that are asked for at once', async () => {
    const { cursor } = await feed(reader, at(51), { limit: 5 });
    const pages = await Promise.all(Array.from({ length: 10 }, () => feed(reader, at(52), { cursor, limit: 5 })));
    expect(new Set(pages.map((page) => idsOf(page).join())).size).toBe(1);
  });
});

describe('feedback', () => {
  let reader: User;
  let author: User;
  let [first, second, steady]: FeedRef[] = [];
  beforeAll(async () => {
    [reader, author] = await Promise.all([person('critic'), person('criticised')]);
    await noteRead(reader.userId, at(-60));
    const third = await person('steady');
    for (const { userId } of [author, third]) await followUser(reader, userId, at(-600));
    first = await post(author, 'One', at(-1), [reader]);
    second = await post(author, 'Two', at(-2), [reader]);
    steady = await post(third, 'Steady', at(-300), [reader]);
  });
  /** The items of these tests in the reader's feed, which has trending ones too. */
  const ours = async (now: Date) =>
    idsOf(await feed(reader, now)).filter((id) => [first, second, steady].some((ref) => ref?.id === id));
  const wish = (itemId: string | undefined, feedback: 'less' | 'hide', now: Date, of = reader) =>
    giveFeedback(of, { itemId: itemId as PostId, feedback }, now);

  it('for less of an author ranks the author lower, and nothing is hidden', async () => {
    expect(await ours(at(0))).toEqual([first?.id, second?.id, steady?.id]);
    expect((await many(10, () => wish(first?.id, 'less', at(1)))).every(({ status }) => status === 'fulfilled')).toBe(true);
    await wish(second?.id, 'less', at(3));
    expect(await ours(at(4))).toEqual([steady?.id, first?.id, second?.id]);
  });
  it('that hides an item hides it at once, and a wish for less does not bring it back', async () => {
    await wish(first?.id, 'hide', at(5));
    await wish(first?.id, 'less', at(6));
    expect(await ours(at(6))).toEqual([steady?.id, second?.id]);
  });
  it('is refused for an item that is not there, or not for the reader, alike', async () => {
    const blocked = await person('blocked');
    await blockUser(author, blocked.userId, at(7));
    for (const [itemId, of] of [
      [reader.userId, reader],
      [first?.id, blocked],
    ] as const)
      await expect(wish(itemId, 'hide', at(8), of)).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'No such item.' });
  });
  it('is exported with its reader, and erased', async () => {
    expect(await exportedBy(trendUpkeep, reader.userId)).toMatchObject({
      feedback: [{ less: true }, { less: true, hidden: true }],
    });
    await trendUpkeep.erase?.(reader.userId, at(0));
    expect(await exportedBy(trendUpkeep, reader.userId)).toEqual({ feedback: [], rankedLists: [] });
  });
});

it('a pick that was withdrawn is recommended to nobody', async () => {
  const [reader, author] = await Promise.all([person('reader'), person('author')]);
  await noteRead(reader.userId, at(-60));
  await followUser(reader, author.userId, at(-600));
  const ref = await pick(author, nfl, at(0), [reader]);
  expect(idsOf(await feed(reader, at(1)))).toContain(ref.id);
  await withdrawPick(author, ref.id as PickId, at(2));
  expect(idsOf(await feed(reader, at(3)))).not.toContain(ref.id);
});

it('a trending item of a private account, or for followers alone, is there for its followers alone', async () => {
  const [reader, follower, shy, open] = await Promise.all(['reader', 'follower', 'shy', 'open'].map(person));
  const ofShy = await post(shy as User, 'For those who follow me.', at(60));
  const forFollowers = await post(open as User, 'For followers.', at(61), [], 'followers');
  const forAll = await post(open as User, 'For all.', at(62));
  for (const ref of [ofShy, forFollowers, forAll]) await trend(ref, 400, at(63));
  await updateTrends(system('update-trends'), at(70));
  for (const { userId } of [shy, open] as User[]) await followUser(follower as User, userId, at(71));
  await updateMe(shy as User, ProfileChange.parse({ private: true }), at(72));
  const all = [ofShy, forFollowers, forAll].map(({ id }) => id);
  const ofThese = (ids: readonly string[]) => new Set(ids.filter((id) => all.includes(id)));
  const trendingOf = async (who: User | undefined) => {
    const { items } = await getTrending(who as User, GetTrending.query.parse({ sport: 'soccer' }), at(73));
    return ofThese(items.map(({ item }) => (item.type === 'post' ? item.post.id : item.pick.id)));
  };
  const homeOf = async (who: User | undefined) => ofThese(await whole(who as User, at(73)));
  for (const read of [trendingOf, homeOf])
    expect([await read(reader), await read(follower)]).toEqual([new Set([forAll.id]), new Set(all)]);
});
