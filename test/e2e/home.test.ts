import { beforeAll, expect, it } from 'vitest';
import { hintOfPick } from '../../core/content/item.hydrate.ts';
import { transact } from '../../core/data/transaction.ts';
import { noteBucket, trendPart } from '../../core/feed/trend.store.ts';
import { bucketOf } from '../../core/feed/trend-rules.ts';
import { pickById } from '../../core/picks/pick.store.ts';
import { awsEnv } from '../../local/dev/cloud/paths.ts';
import { GetFollowing } from '../../schemas/feed.ts';
import { FollowUser } from '../../schemas/graph.ts';
import { GetFeed, GetTrending, GiveFeedback } from '../../schemas/home.ts';
import type { ItemView } from '../../schemas/item-views.ts';
import { PlacePick } from '../../schemas/picks.ts';
import { CreatePost } from '../../schemas/posts.ts';
import { UpdateMe } from '../../schemas/users.ts';
import { call, job, type Person, page, send, signUp, until } from '../support/client.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { games, type Match } from '../support/matches.ts';
import { stack } from '../support/stack.ts';

let [reader, friend, stranger]: Person[] = [];
let match: Match;
beforeAll(async () => {
  [reader, friend, stranger] = [await signUp('Rea'), await signUp('Fay'), await signUp('Sue')];
  [match] = (await games(1)) as [Match];
  Object.assign(process.env, awsEnv(stack().awsEndpoint), { TABLE_NAME: stack().tableName });
});

const idOf = (item: ItemView): string => (item.type === 'post' ? item.post.id : item.pick.id);
const feed = (query: object = {}, as = reader) => page(GetFeed, { as, query });
const reasons = async () => Object.fromEntries((await feed()).items.map(({ item, reason }) => [idOf(item), reason]));
const post = (as: Person | undefined, text: string) => call(CreatePost, { as, body: { kind: 'text', text } });

it('a home feed has followed people, trends and one’s own, says why, and pages through one order', async () => {
  await call(FollowUser, { as: reader, params: { user: friend?.handle ?? '' } });
  const [first, second, third] = [await post(friend, 'One.'), await post(friend, 'Two.'), await post(reader, 'Mine.')];
  const { id: hot } = await call(PlacePick, { as: stranger, body: singleBody(match.event.id) });
  await until('the posts in the feed', async () => ((await feed()).items.length === 3 ? true : undefined), 120);
  expect(await reasons()).toEqual({ [first.id]: 'following', [second.id]: 'following', [third.id]: 'own' });

  // Accounts of this test are too young to count, so the people of a trend are written as the stream's reader writes them.
  const earlier = new Date(Date.now() - 10 * 60_000);
  const pick = await pickById(hot);
  if (!pick) throw new Error('the pick is gone');
  const sports = [pick.legs[0]?.sport as 'soccer' | 'american_football'];
  await noteBucket(sports[0] ?? 'soccer', bucketOf(earlier), earlier);
  const ref = { type: 'pick' as const, id: hot, authorId: pick.authorId, hint: hintOfPick(pick) };
  await transact({ trend: trendPart({ ref, sports, people: 500 }, bucketOf(earlier), earlier) });
  await job('update-trends');
  const trending = await page(GetTrending, { as: friend, query: { sport: sports[0] } });
  expect(trending.items.find(({ item }) => idOf(item) === hot)).toMatchObject({ reason: 'trending', score: '500.000' });
  await call(UpdateMe, { as: reader, body: { sports } });
  expect(await reasons()).toMatchObject({ [hot]: 'trending' });

  const top = await feed({ limit: 1 });
  const next = await feed({ limit: 1, cursor: top.cursor ?? '' });
  const shown = [...top.items, ...next.items].map(({ item }) => idOf(item));
  expect(new Set(shown).size).toBe(2);
  expect((await send('DELETE', `/api/v1/posts/${first.id}`, { as: friend })).status).toBe(204);
  expect(
    (await send('POST', '/api/v1/feed/feedback', { as: reader, body: { itemId: second.id, feedback: 'hide' } })).status,
  ).toBe(204);
  const rest = await feed({ limit: 20, cursor: top.cursor ?? '' });
  expect(rest.items.map(({ item }) => idOf(item)).filter((id) => id === first.id || id === second.id)).toEqual([]);
  expect(await reasons()).not.toHaveProperty(second.id);
});

it('feeds refuse callers without a token, cursors of others, wishes about nothing, and the 31st call of a minute', async () => {
  expect((await send('GET', '/api/v1/feed')).status).toBe(401);
  expect((await send('GET', '/api/v1/feed/trending')).status).toBe(401);
  const { cursor } = await feed({ limit: 1 });
  await expect(feed({ cursor: cursor ?? '' }, friend)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    details: { field: 'cursor' },
  });
  const nothing = { itemId: reader?.userId as never, feedback: 'less' as const };
  await expect(call(GiveFeedback, { as: reader, body: nothing } as never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  // The window of a minute may end in between, and a call that a busy machine answers with 503 is counted too.
  const answered: number[] = [];
  while (answered.at(-1) !== 429 && answered.length < 62) {
    const path = `/api/v1/feed${['', '/following', '/trending'][answered.length % 3]}?limit=1`;
    answered.push((await send('GET', path, { as: stranger })).status);
  }
  expect(answered.at(-1)).toBe(429);
  const busy = answered.filter((status) => status === 503).length;
  expect(busy, 'more calls without an answer than a busy machine explains').toBeLessThanOrEqual(2);
  expect(answered.filter((status) => status === 200).length + busy).toBeGreaterThanOrEqual(30);
  await expect(page(GetFollowing, { as: stranger, query: {} })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
});
