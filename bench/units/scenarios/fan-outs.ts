import { newId } from '#platform/ids';
import type { PostId, UserId } from '#schemas/common';
import { authorFeedEntity } from '../../../core/feed/author-feed.entity.ts';
import { activeReaderEntity } from '../../../core/feed/reader.entity.ts';
import { followEntity } from '../../../core/graph/follow.entity.ts';
import { followCountEntity } from '../../../core/graph/follow-count.entity.ts';
import { queue } from '../doors.ts';
import { NOW } from '../fixed.ts';
import type { Scenario } from '../scenario.ts';
import { takeSent } from '../stand-ins.ts';
import { bettor, later } from '../world.ts';
import { activeReader, usersOf } from './rows.ts';

const BATCH = { concurrent: 8 };
const DAY = 24 * 60;

/** So many followers of an author, all of whom read their feeds an hour ago. */
async function followersOf(authorId: UserId, count: number, { everBig }: { everBig?: 'ready' } = {}): Promise<UserId[]> {
  const ids = usersOf(count);
  const row = { followeeId: authorId as string, state: 'following' as const, counted: true, bell: false };
  await followEntity()
    .put(ids.map((followerId) => ({ ...row, followerId: followerId as string, since: later(-DAY).getTime() })))
    .go(BATCH);
  await activeReaderEntity().put(ids.map(activeReader)).go(BATCH);
  await followCountEntity().put({ userId: authorId, followers: count }).go();
  if (everBig)
    await authorFeedEntity()
      .put({ authorId, everBig, markedBy: newId(NOW), revision: 0 })
      .go();
  return ids;
}

/** Does the work of the queues until nothing waits. */
async function drained(): Promise<void> {
  for (let sent = takeSent(); sent.length > 0; sent = takeSent()) {
    const messages = sent.filter((message) => 'task' in message && ['item', 'follow', 'return'].includes(String(message.task)));
    for (const message of messages) await queue('feed-fanout', message);
  }
}

const itemOf = (authorId: UserId) => {
  const id = newId<PostId>(NOW);
  return {
    task: 'item',
    ref: { type: 'post', id, authorId, hint: { userIds: [authorId], pickIds: [], eventIds: [] } },
    after: null,
  };
};

const fanOut = (name: string, followers: number, more: { everBig?: 'ready' } = {}): Scenario => ({
  name,
  group: 'feeds',
  of: ['queues/feed-fanout'],
  async prepare() {
    const { userId } = await bettor();
    await followersOf(userId, followers, more);
    takeSent();
    return async () => {
      await queue('feed-fanout', itemOf(userId));
      await drained();
    };
  },
});

export const FAN_OUTS: readonly Scenario[] = [
  fanOut('a fan-out to nobody', 0),
  fanOut('a fan-out to 10 followers', 10),
  fanOut('a fan-out to 999 followers', 999),
  {
    name: 'a fan-out to 999 followers, of an author who has posted in the last day',
    group: 'feeds',
    of: ['queues/feed-fanout'],
    async prepare() {
      const { userId } = await bettor();
      await followersOf(userId, 999);
      await queue('feed-fanout', itemOf(userId));
      takeSent();
      return async () => {
        await queue('feed-fanout', itemOf(userId));
        await drained();
      };
    },
  },
  fanOut('a fan-out to 5,000 followers, while the author becomes big', 5_000),
  fanOut('a fan-out of a big author with 5,000 followers', 5_000, { everBig: 'ready' }),
  {
    name: 'a page of 500 followers who learn that an author is big',
    group: 'feeds',
    of: ['queues/fan-out-large'],
    async prepare() {
      const { userId } = await bettor();
      await followersOf(userId, 500);
      const message = { authorId: userId, itemId: newId(NOW), pass: 1, after: null };
      return () => queue('fan-out-large', message);
    },
  },
];
