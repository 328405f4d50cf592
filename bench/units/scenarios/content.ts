import type { User } from '#actor';
import { newId } from '#platform/ids';
import { CommentOnPick, CommentOnPost, DeleteComment, EditComment, ListPostComments } from '#schemas/comments';
import type { CommentId, PostId } from '#schemas/common';
import { CreatePost, DeletePost, EditPost, GetPost, ListPostRevisions, ListUserPosts } from '#schemas/posts';
import * as reactions from '#schemas/reactions';
import { commentEntity } from '../../../core/content/comment.entity.ts';
import { TOP } from '../../../core/content/comment.store.ts';
import { reactionEntity } from '../../../core/content/reaction.entity.ts';
import { http, recordsOf, stream } from '../doors.ts';
import { type Scenario, world } from '../scenario.ts';
import { bettor, games, later, placed, visited } from '../world.ts';
import { cardsOfMany } from './rows.ts';

const text = 'The line has moved the wrong way since Thursday, and their left tackle is back. I take the points.';
const LONG = `${text} `.repeat(15);

/** An author with a post, and a reader. */
async function posted(body: object = {}): Promise<{ author: User; as: User; postId: PostId }> {
  const [author, as] = [await bettor('ann'), await bettor('quinn')];
  const { id: postId } = await http(CreatePost, { as: author, body: { kind: 'text', text, ...body } });
  return { author, as, postId };
}

/** An author with picks, and a reader. */
async function picked(count = 1) {
  const [author, as] = [await bettor('ann'), await bettor('quinn')];
  const on = await games(count);
  const picks = [];
  for (const game of on) picks.push(await placed(author, [game]));
  const pickIds = picks.map(({ pickId }) => pickId);
  return { author, as, pickIds, pickId: pickIds[0] ?? '' };
}

/** A post with so many reactions and comments, each by somebody else. */
const busy = world('a busy post', async (size) => {
  const { author, as, postId } = await posted();
  const people = await cardsOfMany(size);
  const row = { itemType: 'post' as const, itemId: postId, ownerId: author.userId };
  const batch = { concurrent: 4 };
  await reactionEntity()
    .put(
      people.map((userId) => ({
        ...row,
        ...{ userId, shard: Number.parseInt(userId.slice(-2), 16) % 4, since: later(-60).toISOString() },
        ...{ on: ['fire'], counted: ['fire'], everCounted: true },
      })),
    )
    .go(batch);
  await commentEntity()
    .put(
      people.map((authorId, i) => ({
        ...row,
        ...{ commentId: newId<CommentId>(later(-size + i)), parentId: TOP, authorId, text, mentions: [] },
        ...{ replies: 0, counted: 1, createdAt: later(-60).toISOString() },
      })),
    )
    .go(batch);
  await visited();
  return { as, postId };
});

/** Three writes of other people, as the stream brings them together. */
async function together(entity: string, write: (as: User) => Promise<unknown>) {
  const people = [await bettor('cas'), await bettor('dee'), await bettor('eve')];
  return recordsOf(entity, async () => {
    for (const as of people) await write(as);
  });
}

const onPost = (name: string, of: string, run: (as: User, postId: PostId) => Promise<unknown>): Scenario => ({
  name,
  group: 'content',
  of: [of],
  async prepare() {
    const { as, postId } = await posted();
    return () => run(as, postId);
  },
});
const onPick = (name: string, of: string, run: (as: User, pickId: string) => Promise<unknown>): Scenario => ({
  name,
  group: 'content',
  of: [of],
  async prepare() {
    const { as, pickId } = await picked();
    return () => run(as, pickId);
  },
});
const post = (postId: PostId) => ({ params: { postId } });
const pick = (pickId: string) => ({ params: { pickId } });
const fire = { body: { name: 'fire' as const } };
const named = { name: 'fire' as const };

const WRITES: readonly Scenario[] = [
  {
    name: 'write a post',
    group: 'content',
    of: ['CreatePost'],
    async prepare() {
      const { author: as } = await posted();
      return () => http(CreatePost, { as, body: { kind: 'text', text } });
    },
  },
  {
    name: 'write a post of 1.5 KB about a slip of 3 picks, with a mention',
    group: 'content',
    of: ['CreatePost'],
    async prepare() {
      const { author, as, pickIds } = await picked(3);
      await http(CreatePost, { as: author, body: { kind: 'text', text } });
      const mentions = [{ start: 0, end: 6, userId: as.userId }];
      return () => http(CreatePost, { as: author, body: { kind: 'slip', pickIds, text: `@quinn ${LONG}`, mentions } });
    },
  },
  {
    name: 'change a post',
    group: 'content',
    of: ['EditPost'],
    async prepare() {
      const { author: as, postId } = await posted();
      return () => http(EditPost, { as, ...post(postId), body: { text: `${text} Or not.`, revision: 1 } });
    },
  },
  {
    name: 'delete a post',
    group: 'content',
    of: ['DeletePost'],
    async prepare() {
      const { author: as, postId } = await posted();
      return () => http(DeletePost, { as, ...post(postId) });
    },
  },
  onPost('comment on a post', 'CommentOnPost', (as, postId) => http(CommentOnPost, { as, ...post(postId), body: { text } })),
  onPick('comment on a pick', 'CommentOnPick', (as, pickId) => http(CommentOnPick, { as, ...pick(pickId), body: { text } })),
  {
    name: 'answer a comment',
    group: 'content',
    of: ['CommentOnPost'],
    async prepare() {
      const { author, as, postId } = await posted();
      const { id: parentId } = await http(CommentOnPost, { as, ...post(postId), body: { text } });
      return () => http(CommentOnPost, { as: author, ...post(postId), body: { text, parentId } });
    },
  },
  {
    name: 'change a comment',
    group: 'content',
    of: ['EditComment'],
    async prepare() {
      const { as, postId } = await posted();
      const { id: commentId } = await http(CommentOnPost, { as, ...post(postId), body: { text } });
      return () => http(EditComment, { as, params: { commentId }, body: { text: 'Or not.' } });
    },
  },
  {
    name: 'delete a comment',
    group: 'content',
    of: ['DeleteComment'],
    async prepare() {
      const { as, postId } = await posted();
      const { id: commentId } = await http(CommentOnPost, { as, ...post(postId), body: { text } });
      return () => http(DeleteComment, { as, params: { commentId } });
    },
  },
  onPost('react to a post', 'ReactToPost', (as, postId) => http(reactions.ReactToPost, { as, ...post(postId), ...fire })),
  onPick('react to a pick', 'ReactToPick', (as, pickId) => http(reactions.ReactToPick, { as, ...pick(pickId), ...fire })),
  {
    name: 'take a reaction to a post back',
    group: 'content',
    of: ['UnreactToPost'],
    async prepare() {
      const { as, postId } = await posted();
      await http(reactions.ReactToPost, { as, ...post(postId), ...fire });
      return () => http(reactions.UnreactToPost, { as, params: { postId, ...named } });
    },
  },
  onPick('take a reaction to a pick back that never was', 'UnreactToPick', (as, pickId) =>
    http(reactions.UnreactToPick, { as, params: { pickId, ...named } }),
  ),
  onPost('bookmark a post', 'BookmarkPost', (as, postId) => http(reactions.BookmarkPost, { as, ...post(postId) })),
  onPick('bookmark a pick', 'BookmarkPick', (as, pickId) => http(reactions.BookmarkPick, { as, ...pick(pickId) })),
  onPost('forget the bookmark of a post', 'UnbookmarkPost', async (as, postId) =>
    http(reactions.UnbookmarkPost, { as, ...post(postId) }),
  ),
  onPick('forget the bookmark of a pick', 'UnbookmarkPick', (as, pickId) =>
    http(reactions.UnbookmarkPick, { as, ...pick(pickId) }),
  ),
  onPost('mute the thread of a post', 'MutePost', (as, postId) => http(reactions.MutePost, { as, ...post(postId) })),
  onPick('mute the thread of a pick', 'MutePick', (as, pickId) => http(reactions.MutePick, { as, ...pick(pickId) })),
  onPost('hear of the thread of a post again', 'UnmutePost', (as, postId) => http(reactions.UnmutePost, { as, ...post(postId) })),
  onPick('hear of the thread of a pick again', 'UnmutePick', (as, pickId) => http(reactions.UnmutePick, { as, ...pick(pickId) })),
];

const STREAM: readonly Scenario[] = [
  {
    name: 'the stream: three reactions to a post in one batch',
    group: 'content',
    of: ['countReactions'],
    async prepare() {
      const { postId } = await posted();
      const records = await together('reaction', (as) => http(reactions.ReactToPost, { as, ...post(postId), ...fire }));
      return () => stream('social', records);
    },
  },
  {
    name: 'the stream: three comments on a pick in one batch',
    group: 'content',
    of: ['countComments'],
    async prepare() {
      const { pickId } = await picked();
      const records = await together('comment', (as) => http(CommentOnPick, { as, ...pick(pickId), body: { text } }));
      return () => stream('social', records);
    },
  },
];

const COUNTED: Scenario = {
  name: 'the stream: a reaction that is counted',
  group: 'content',
  of: ['countReactions'],
  async prepare() {
    const { postId } = await posted();
    const records = await together('reaction', (as) => http(reactions.ReactToPost, { as, ...post(postId), ...fire }));
    const counted = await recordsOf('reaction', () => stream('social', records));
    return () => stream('social', counted);
  },
};

const READS: readonly Scenario[] = [
  {
    name: 'a post about a slip of 3 picks',
    group: 'content',
    of: ['GetPost'],
    async prepare() {
      const { author, as, pickIds } = await picked(3);
      const { id: postId } = await http(CreatePost, { as: author, body: { kind: 'slip', pickIds, text: LONG } });
      return () => http(GetPost, { as, ...post(postId) });
    },
  },
  {
    name: 'the texts of a post',
    group: 'content',
    of: ['ListPostRevisions'],
    async prepare() {
      const { author: as, postId } = await posted();
      await http(EditPost, { as, ...post(postId), body: { text: LONG.trim(), revision: 1 } });
      await visited();
      return () => http(ListPostRevisions, post(postId));
    },
  },
  {
    name: 'posts of a bettor, 20 to a page',
    group: 'content',
    of: ['ListUserPosts'],
    async prepare() {
      const { author, as } = await posted();
      for (let n = 1; n < 20; n++) await http(CreatePost, { as: author, body: { kind: 'text', text: `${n}: ${text}` } });
      return () => http(ListUserPosts, { as, params: { user: 'ann' } });
    },
  },
  {
    name: 'comments on a post, 20 to a page',
    group: 'content',
    of: ['ListPostComments', 'ListPickComments'],
    growth: 'comments on the post',
    on: busy,
    async prepare() {
      const { as, postId } = busy.made();
      return () => http(ListPostComments, { as, ...post(postId), query: { order: 'newest' } });
    },
  },
  {
    name: 'reactions to a post, 20 to a page',
    group: 'content',
    of: ['ListPostReactions', 'ListPickReactions'],
    growth: 'reactions to the post',
    on: busy,
    async prepare() {
      const { as, postId } = busy.made();
      return () => http(reactions.ListPostReactions, { as, ...post(postId) });
    },
  },
  {
    name: 'my bookmarks, of two picks and a post',
    group: 'content',
    of: ['ListBookmarks'],
    async prepare() {
      const { author, as, pickIds } = await picked(2);
      for (const pickId of pickIds) await http(reactions.BookmarkPick, { as, ...pick(pickId) });
      const { id } = await http(CreatePost, { as: author, body: { kind: 'text', text } });
      await http(reactions.BookmarkPost, { as, ...post(id) });
      return () => http(reactions.ListBookmarks, { as });
    },
  },
];

export const CONTENT: readonly Scenario[] = [...WRITES, ...STREAM, COUNTED, ...READS];
