import type { DynamoDBRecord } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import type { User } from '#actor';
import {
  bookmark,
  commentOn,
  countReactions,
  createPost,
  deleteComment,
  getMarkedPick,
  getPost,
  listBookmarks,
  listMarkedPicks,
  listMarkedUserPicks,
  listReactions,
  muteThread,
  pickCountersUpkeep,
  postUpkeep,
  react,
  unbookmark,
  unmuteThread,
  unreact,
} from '#core/content';
import { blockUser } from '#core/graph';
import { placePick } from '#core/picks';
import { type Part, part, transact } from '#data/transaction';
import { newId } from '#platform/ids';
import { CommentOnPost } from '#schemas/comments';
import type { PickId, PostId, UserId } from '#schemas/common';
import { REACTIONS, type ReactionName } from '#schemas/item-counts';
import { PlacePick } from '#schemas/picks';
import { CreatePost } from '#schemas/posts';
import type { CountedTogether } from '../../core/content/count.projection.ts';
import type { ItemRef } from '../../core/content/item-ref.ts';
import { mutersOf } from '../../core/content/own-marks.store.ts';
import { postEntity } from '../../core/content/post.entity.ts';
import { postById } from '../../core/content/post.store.ts';
import { reactionsTo, reactPart } from '../../core/content/reaction.store.ts';
import { stream } from '../../lambdas/middleware/stream.ts';
import { many } from '../support/bettors.ts';
import { broken, intercept } from '../support/dynamo-calls.ts';
import { storedGame } from '../support/make/games.ts';
import { singleBody } from '../support/make/pick-bodies.ts';
import { anyone, bettor, tokenHolder } from '../support/make/users.ts';
import { dropMessages } from '../support/sent-messages.ts';
import { drainCounts, newRecords, project } from '../support/social.ts';
import { Dice } from './simulator/dice.ts';

dropMessages();

const now = new Date('2026-09-13T12:00:00.000Z');
const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const aYearAgo = at(-525_600);

let ann: User;
let ben: User;
beforeAll(async () => {
  [ann, ben] = await Promise.all([bettor('ann', aYearAgo), bettor('ben', aYearAgo)]);
});

let posts = 0;
const newPost = async (): Promise<ItemRef & { type: 'post' }> => {
  const author = await bettor(`author_${posts++}`, aYearAgo);
  const { id } = await createPost(author, CreatePost.body.parse({ kind: 'text', text: 'React.' }), undefined, now);
  return { type: 'post', id };
};
const countsOf = async ({ id }: ItemRef) => (await getPost(anyone, id as PostId, at(9))).counts;
const audit = async ({ id }: ItemRef) => postUpkeep.audit([id], at(9));
const some = (counts: Partial<Record<ReactionName, number>>) => ({
  ...Object.fromEntries(REACTIONS.map((name) => [name, 0])),
  ...counts,
});
const list = async (
  item: ItemRef,
  query: { name?: ReactionName; cursor?: string; limit?: number } = {},
  as: User | typeof anyone = anyone,
) => listReactions(as, item, { limit: 20, ...query }, at(9));

describe('reactions', () => {
  it('stand once each, twice and ten at once as well, until they are taken back', async () => {
    const item = await newPost();
    expect(await react(ann, item, 'fire', at(1))).toEqual({ name: 'fire', reacted: true });
    await many(10, () => react(ann, item, 'fire', at(1)));
    await many(10, (i) => react(ben, item, i % 2 === 0 ? 'up' : 'money', at(1)));
    await drainCounts();
    expect((await countsOf(item)).reactions).toEqual(some({ fire: 1, up: 1, money: 1 }));
    expect((await getPost(ben, item.id, at(2))).own.reactions).toEqual(['money', 'up']);
    expect(await unreact(ben, item, 'up')).toEqual({ name: 'up', reacted: false });
    await many(10, () => unreact(ben, item, 'up'));
    await unreact(ann, item, 'laugh');
    await drainCounts();
    expect((await countsOf(item)).reactions).toEqual(some({ fire: 1, money: 1 }));
    expect(await audit(item)).toEqual([]);
  });

  it('stand on a pick too, whose other readers hear nothing of it', async () => {
    const game = await storedGame('nfl', at(600));
    const pickId = (await placePick(ann, PlacePick.body.parse({ ...singleBody(game), shareToFeed: false }), undefined, now)).id;
    const item: ItemRef = { type: 'pick', id: pickId };
    await react(ben, item, 'wow', at(1));
    await drainCounts();
    const own = { reactions: ['wow'], bookmarked: true, muted: false };
    await bookmark(ben, item, at(1));
    const counted = { counts: { reactions: some({ wow: 1 }), comments: 0 }, sharedToFeed: false };
    const none = { reactions: [], bookmarked: false, muted: false };
    expect(await getMarkedPick(anyone, pickId, at(2))).toMatchObject({ ...counted, own: none });
    expect(await getMarkedPick(ben, pickId, at(2))).toMatchObject({ ...counted, own });
    const listed = (viewer: User | typeof anyone) => listMarkedPicks(viewer, { event: game, limit: 20 }, at(2));
    expect((await listed(ben)).items).toMatchObject([{ id: pickId, own }]);
    expect((await listed(ann)).items).toMatchObject([{ id: pickId, own: none }]);
    expect((await listMarkedUserPicks(ben, ann.userId, { limit: 1 }, at(2))).items).toMatchObject([{ id: pickId, own }]);
    await unbookmark(ben, item);
    expect(await pickCountersUpkeep.audit([pickId], at(2))).toEqual([]);
    await expect(react(ben, { type: 'pick', id: newId<PickId>(now) }, 'wow', at(1))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are listed by name in pages, without people whom the reader does not see', async () => {
    const item = await newPost();
    const people = await Promise.all(Array.from({ length: 7 }, (_, i) => bettor(`fan_${i}`, at(-525_600 + i))));
    for (const [i, person] of people.entries()) await react(person, item, i < 5 ? 'fire' : 'down', at(1));
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await list(item, { name: 'fire', limit: 2, ...(cursor !== undefined && { cursor }) });
      pages.push(page.items.map(({ user }) => user.handle));
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages.flat()).toEqual(['fan_0', 'fan_1', 'fan_2', 'fan_3', 'fan_4']);
    await blockUser(ann, 'fan_1', at(2));
    expect((await list(item, {}, ann)).items.map(({ user }) => user.handle)).not.toContain('fan_1');
    expect((await list(item)).items).toHaveLength(7);
    await expect(
      list(item, { name: 'down', cursor: (await list(item, { name: 'fire', limit: 2 })).cursor ?? '' }),
    ).rejects.toMatchObject({
      details: { field: 'cursor' },
    });
  });
});

describe('bookmarks and muted threads', () => {
  it('are one person’s own, and end when they say so', async () => {
    const [one, two] = [await newPost(), await newPost()];
    expect(await bookmark(ann, one, at(1))).toEqual({ reactions: [], bookmarked: true, muted: false });
    await bookmark(ann, one, at(2));
    await bookmark(ann, two, at(2));
    expect(await muteThread(ann, two, at(2))).toEqual({ reactions: [], bookmarked: true, muted: true });
    const listed = async (as: User) =>
      (await listBookmarks(as, { limit: 20 }, at(3))).items.map((item) => item.type === 'post' && item.post.id);
    expect(new Set(await listed(ann))).toEqual(new Set([one.id, two.id]));
    expect(await listed(ben)).toEqual([]);
    expect(await mutersOf(two.id, [ann.userId, ben.userId])).toEqual(new Set([ann.userId]));
    expect(await unbookmark(ann, two)).toMatchObject({ bookmarked: false, muted: true });
    expect(await unmuteThread(ann, two)).toMatchObject({ bookmarked: false, muted: false });
    expect(await unmuteThread(ben, two)).toMatchObject({ muted: false });
    expect(await listed(ann)).toEqual([one.id]);
  });
});

describe('the counters of an item', () => {
  it('have exactly 500 of 500 reactions that come within a second', async () => {
    const item = await newPost();
    await react(ann, item, 'fire', at(1));
    const { authorId } = (await postById(item.id)) ?? {};
    const people = Array.from({ length: 499 }, (_, i) => tokenHolder(at(-525_600 + i)).userId);
    const write = (userId: UserId) => transact({ reaction: reactPart(item, authorId as UserId, userId, 'fire', at(1)) });
    const tries = await many(499, (i) => write(people[i] as UserId));
    expect(tries.filter(({ status }) => status === 'rejected')).toEqual([]);
    const records = await newRecords('reaction');
    expect(records.length).toBeGreaterThanOrEqual(500);
    await project('social', records);
    await drainCounts();
    expect((await countsOf(item)).reactions).toEqual(some({ fire: 500 }));
    expect(await audit(item)).toEqual([]);
  });

  it.each(Array.from({ length: Number(process.env.CONTENT_RUNS ?? '4') }, (_, i) => i + 1))(
    'are exact once all is delivered, in whatever order, repeated and after crashes: run %i',
    async (seed) => {
      const dice = new Dice(seed);
      const item = await newPost();
      const people = Array.from({ length: 5 }, (_, i) => tokenHolder(at(-525_600 + i)));
      const comments: { by: User; id: Awaited<ReturnType<typeof commentOn>>['id'] }[] = [];
      const backlog: DynamoDBRecord[] = [];
      // A write fails before or after it is made; whoever asked for it does not know.
      const calm = intercept(async (call, send) => {
        const isBroken = call.name === 'TransactWriteItemsCommand' && dice.chance(0.15);
        if (isBroken && dice.chance(0.5)) await send();
        if (isBroken) throw broken();
        return send();
      });
      const tried = async <T>(act: () => Promise<T>) => act().catch(() => undefined);
      for (let step = 0; step < 40; step++) {
        const [who, name] = [dice.pick(people), dice.pick(REACTIONS.slice(0, 3))];
        const act = dice.below(10);
        if (act < 5) await tried(() => react(who, item, name, at(step)));
        else if (act < 8) await tried(() => unreact(who, item, name));
        else if (act === 8 || comments.length === 0) {
          const said = { body: CommentOnPost.body.parse({ text: 'x' }), key: undefined };
          const comment = await tried(() => commentOn(who, item, said, at(step)));
          if (comment) comments.push({ by: who, id: comment.id });
        } else {
          const one = dice.pick(comments);
          await tried(() => deleteComment(one.by, one.id, at(step)));
        }
        if (dice.chance(0.4)) {
          backlog.push(...(await newRecords('reaction', 'comment')));
          const from = dice.below(backlog.length + 1);
          await tried(() => project('social', backlog.slice(from, from + 1 + dice.below(20))));
        }
      }
      calm();
      backlog.push(...(await newRecords('reaction', 'comment')));
      await project('social', dice.some(backlog, backlog.length));
      await project('social', backlog, 7);
      await drainCounts();
      const stand = (await reactionsTo(item.id, null, 100)).flatMap(({ on }) => on);
      const counts = await countsOf(item);
      expect(counts.reactions).toEqual(
        some(Object.fromEntries(REACTIONS.map((name) => [name, stand.filter((one) => one === name).length]))),
      );
      expect(await audit(item)).toEqual([]);
    },
  );

  it('that lost a record, or were changed by hand, are found and corrected', async () => {
    const item = await newPost();
    for (const person of [ann, ben]) await react(person, item, 'fire', at(1));
    await newRecords('reaction');
    expect((await audit(item))[0]?.differences).toHaveLength(2);
    expect(await postUpkeep.repair?.(item.id, at(2))).toHaveLength(1);
    expect((await countsOf(item)).reactions.fire).toBe(2);
    await postEntity().patch({ postId: item.id }).set({ fireCount: 7 }).go();
    expect((await audit(item))[0]?.differences).toMatchObject([{ field: 'fireCount', is: 7, should: 2 }]);
    expect(await postUpkeep.repair?.(item.id, at(3))).toHaveLength(1);
    expect(await audit(item)).toEqual([]);
    expect(await postUpkeep.repair?.(item.id, at(3))).toEqual([]);
  });

  it('are written with one item more, which learns of each person once for an item', async () => {
    const item = await newPost();
    const told: CountedTogether[] = [];
    const beside = async (counted: CountedTogether): Promise<Part> => {
      told.push(counted);
      return part({ posts: postEntity() }, ({ posts }) => [
        posts.patch({ postId: other.id }).add({ moneyCount: counted.newcomers.length }).commit(),
      ]);
    };
    const other = await newPost();
    const reader = stream('social', [countReactions(beside)] as never);
    const deliver = async () => reader({ Records: await newRecords('reaction') }, { awsRequestId: 'test' } as never);
    await newRecords('reaction');
    for (const person of [ann, ben]) await react(person, item, 'fire', at(1));
    await react(ann, item, 'up', at(1));
    await deliver();
    await unreact(ann, item, 'fire');
    await unreact(ann, item, 'up');
    await deliver();
    await react(ann, item, 'fire', at(2));
    await deliver();
    expect(told.flatMap(({ newcomers }) => newcomers).toSorted()).toEqual([ann.userId, ben.userId].toSorted() as UserId[]);
    expect((await countsOf(other)).reactions.money).toBe(2);
    expect((await countsOf(item)).reactions).toEqual(some({ fire: 2 }));
  });
});
