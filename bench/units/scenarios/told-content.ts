import type { User } from '#actor';
import { newId } from '#platform/ids';
import { CommentOnPost } from '#schemas/comments';
import type { PostId, UserId } from '#schemas/common';
import { FollowUser, RingBell } from '#schemas/graph';
import { ListNotifications } from '#schemas/notifications';
import { CreatePost } from '#schemas/posts';
import { ReactToPost } from '#schemas/reactions';
import { bellEntity } from '../../../core/graph/bell.entity.ts';
import { http, queue, recordsOf, stream } from '../doors.ts';
import type { Scenario } from '../scenario.ts';
import { bettor, games, later, placed } from '../world.ts';

const group = 'notifications';
const text = 'The line has moved the wrong way since Thursday.';
const ONLY = '00000000';

/** An author with a post, and somebody with an opinion about it. */
async function posted(): Promise<{ author: User; as: User; postId: PostId }> {
  const [author, as] = [await bettor('ann'), await bettor('quinn')];
  const { id: postId } = await http(CreatePost, { as: author, body: { kind: 'text', text } });
  return { author, as, postId };
}
const mentionOfAnn = ({ userId }: User) => ({ text: `@ann ${text}`, mentions: [{ start: 0, end: 4, userId }] });
const message = ({ userId }: User, kind: string, subject: string, facts: readonly object[], key = '0a0b0c0d') => ({
  task: 'tell',
  ...{ key, userId, kind, subject, facts },
});

/** A comment on a post, as a message tells of it. */
async function commented(as: User, postId: PostId) {
  const { id } = await http(CommentOnPost, { as, params: { postId }, body: { text } });
  return { by: as.userId, mark: id.slice(-8), id };
}
/** An author with a bell that is on, and a new post. */
async function rung() {
  const { author, as, postId } = await posted();
  await http(FollowUser, { as, params: { user: author.userId } });
  await http(RingBell, { as, params: { user: author.userId } });
  return { author, as, fact: { by: postId, mark: '00000001' } };
}

/** Notifications of comments, replies, mentions, reactions and bells. */
export const TOLD_CONTENT: readonly Scenario[] = [
  {
    name: 'the stream: a comment that is told',
    group,
    of: ['tellComments'],
    async prepare() {
      const { as, postId } = await posted();
      const records = await recordsOf('comment', () => commented(as, postId));
      await stream('social', records);
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a reaction that is told',
    group,
    of: ['tellReactions'],
    async prepare() {
      const { as, postId } = await posted();
      const records = await recordsOf('reaction', () => http(ReactToPost, { as, params: { postId }, body: { name: 'fire' } }));
      await stream('social', records);
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a post that mentions somebody, of an author without bells',
    group,
    of: ['tellMentions'],
    async prepare() {
      const { author, as } = await posted();
      const records = await recordsOf('post', () => http(CreatePost, { as, body: { kind: 'text', ...mentionOfAnn(author) } }));
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a post of an author with bells',
    group,
    of: ['ringForPost'],
    async prepare() {
      const { author } = await rung();
      const records = await recordsOf('post', () => http(CreatePost, { as: author, body: { kind: 'text', text } }));
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: a pick of an author with bells',
    group,
    of: ['ringForPick'],
    async prepare() {
      const { author } = await rung();
      const on = await games(1);
      const records = await recordsOf('pick', () => placed(author, on));
      return () => stream('betting', records);
    },
  },
  {
    name: 'tell a first comment on a post, to nobody who listens',
    group,
    of: ['queues/deliver-standard'],
    async prepare() {
      const { author, as, postId } = await posted();
      const fact = await commented(as, postId);
      return () => queue('deliver-standard', message(author, 'new-comment', `post#${postId}`, [fact]));
    },
  },
  {
    name: 'tell a further comment on a post',
    group,
    of: ['queues/deliver-standard'],
    async prepare() {
      const { author, as, postId } = await posted();
      const [first, second] = [await commented(as, postId), await commented(as, postId)];
      await queue('deliver-standard', message(author, 'new-comment', `post#${postId}`, [first]));
      return () => queue('deliver-standard', message(author, 'new-comment', `post#${postId}`, [second], '0b0b0b0b'));
    },
  },
  {
    name: 'tell a mention in a post, to nobody who listens',
    group,
    of: ['queues/deliver-standard'],
    async prepare() {
      const { author, as } = await posted();
      const { id } = await http(CreatePost, { as, body: { kind: 'text', ...mentionOfAnn(author) } });
      return () => queue('deliver-standard', message(author, 'mention', `post#${id}`, [{ by: as.userId, mark: ONLY }]));
    },
  },
  {
    name: 'tell three reactions to a post, in one message',
    group,
    of: ['queues/deliver-low'],
    async prepare() {
      const { author, as, postId } = await posted();
      const people = [as, await bettor('cas'), await bettor('dee')];
      for (const who of people) await http(ReactToPost, { as: who, params: { postId }, body: { name: 'fire' } });
      const facts = people.map(({ userId }) => ({ by: userId, mark: ONLY }));
      return () => queue('deliver-low', message(author, 'reaction', `post#${postId}`, facts));
    },
  },
  {
    name: 'tell a new post to somebody with the bell on, who does not listen',
    group,
    of: ['queues/deliver-low'],
    async prepare() {
      const { author, as, fact } = await rung();
      return () => queue('deliver-low', message(as, 'bell', `user#${author.userId}`, [fact]));
    },
  },
  {
    name: 'ring the bells of an author, 200 in a message',
    group,
    of: ['queues/deliver-low'],
    growth: 'bells',
    async prepare(size) {
      const { author, fact } = await rung();
      const bells = Array.from({ length: size }, () => ({ followeeId: author.userId, followerId: newId<UserId>(later(-60)) }));
      await bellEntity().put(bells).go({ concurrent: 4 });
      return () => queue('deliver-low', { task: 'ring', authorId: author.userId, facts: [fact], after: null });
    },
  },
  {
    name: 'notifications of reactions to 20 posts, 20 to a page',
    group,
    of: ['ListNotifications'],
    async prepare() {
      const { author, as, postId } = await posted();
      const postIds = [postId];
      while (postIds.length < 20) postIds.push((await http(CreatePost, { as: author, body: { kind: 'text', text } })).id);
      for (const id of postIds) {
        await http(ReactToPost, { as, params: { postId: id }, body: { name: 'fire' } });
        await queue('deliver-low', message(author, 'reaction', `post#${id}`, [{ by: as.userId, mark: ONLY }]));
      }
      await http(ListNotifications, { as: author, query: { limit: '1' } });
      return () => http(ListNotifications, { as: author });
    },
  },
];
