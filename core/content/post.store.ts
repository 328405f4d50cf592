import { COUNTERS, type CounterChange, countersAre } from '#core/picks';
import { batchAll } from '#data/batch';
import { idsInKeys } from '#data/ids-in-keys';
import { type Part, part } from '#data/transaction';
import type { Image } from '#platform/projection';
import type { PostId, UserId } from '#schemas/common';
import type { PostQuote } from './item-ref.ts';
import { type PostRow, postEntity } from './post.entity.ts';
import { postRevisionEntity, type StoredPostRevision } from './post-revision.entity.ts';

/** A post as use cases see one. */
export type StoredPost = Omit<PostRow, 'quotes'> & {
  readonly postId: PostId;
  readonly authorId: UserId;
  readonly quotes?: readonly PostQuote[];
};
const storedPost = (row: PostRow): StoredPost => row as unknown as StoredPost;

/** The stored post in an image of the stream. @public */
export const postOfImage = (image: Image): StoredPost => storedPost(postEntity().parse({ Item: image as never }).data as PostRow);

/** 1 RRU for a post of up to 4 KB, half of it when not consistent. */
export async function postById(postId: string, { consistent = true } = {}): Promise<StoredPost | null> {
  const { data } = await postEntity().get({ postId }).go({ consistent });
  return data && storedPost(data);
}

/** Posts by id, without those that do not exist. One BatchGet per 100; 0.5 RRU each, 1 if consistent. */
export async function postsByIds(postIds: readonly string[], { consistent = false } = {}): Promise<Map<string, StoredPost>> {
  const keys = [...new Set(postIds)].map((postId) => ({ postId: postId as string }));
  const rows = await batchAll(keys, (some) => postEntity().get(some).go({ consistent }));
  return new Map(rows.map((row) => [row.postId, storedPost(row)]));
}

/** The ids of an author's posts, newest first, before the post `before`. One Query of the index, 0.5 RRU for some 20; a moment behind. */
export async function postIdsOf(authorId: string, before: string | null, count: number): Promise<PostId[]> {
  const query = postEntity().query.byPoster({ authorId });
  const { data } = await (before === null ? query : query.lt({ postId: before })).go({
    order: 'desc',
    limit: count,
    data: 'raw',
  });
  return idsInKeys<PostId>('post', data);
}

/** The newest revisions before the one numbered `before`, newest first. One query, 0.5 RRU per 4 KB. */
export async function postRevisions(
  postId: string,
  before: number | null,
  count: number,
  { consistent = false } = {},
): Promise<StoredPostRevision[]> {
  const query = postRevisionEntity().query.primary({ postId });
  const { data } = await (before === null ? query : query.lt({ revision: before })).go({
    order: 'desc',
    limit: count,
    consistent,
  });
  return data;
}

/** One revision of a post. 0.5 RRU per 4 KB, double if consistent. */
export async function postRevision(
  postId: string,
  revision: number,
  { consistent = false } = {},
): Promise<StoredPostRevision | null> {
  const { data } = await postRevisionEntity().get({ postId, revision }).go({ consistent });
  return data;
}

const revisionRow = ({ postId, revision, createdAt, editedAt }: StoredPost, { text, mentions }: Whole): StoredPostRevision => ({
  postId,
  revision,
  at: editedAt ?? createdAt,
  text,
  mentions,
});
/** The whole of a text, of which the post keeps perhaps the beginning alone. */
type Whole = Pick<StoredPostRevision, 'text' | 'mentions'>;

/** A new post, and the revision with the whole of its text; a post without a text begins without one. */
export const newPostPart = (post: StoredPost, whole: Whole): Part =>
  part({ posts: postEntity(), revisions: postRevisionEntity() }, ({ posts, revisions }) => [
    posts.create(post as unknown as PostRow).commit(),
    ...(whole.text === undefined ? [] : [revisions.create(revisionRow(post, whole)).commit()]),
  ]);

/** The next text. Refused when the post is deleted, hidden, or not at the revision before. */
export const editedPostPart = (post: StoredPost, whole: Whole): Part =>
  part({ posts: postEntity(), revisions: postRevisionEntity() }, ({ posts, revisions }) => {
    const { postId, revision, editedAt, text, mentions, textCut } = post;
    return [
      posts
        .patch({ postId })
        .set({ revision, editedAt, text, mentions: mentions as PostRow['mentions'], textCut })
        .where((attr, op) =>
          [op.eq(attr.revision, revision - 1), op.notExists(attr.deletedAt), op.notExists(attr.hiddenAt)].join(' AND '),
        )
        .commit(),
      revisions.create(revisionRow(post, whole)).commit(),
    ];
  });

/** Deletes a post for its readers. Refused when it is deleted, or there is none. */
export const deletedPostPart = (postId: string, deletedAt: string): Part =>
  part({ posts: postEntity() }, ({ posts }) => [
    posts
      .patch({ postId })
      .set({ deletedAt })
      .remove(['text', 'mentions', 'quotes'])
      .where((attr, op) => op.notExists(attr.deletedAt))
      .commit(),
  ]);

/** Hides a post from everybody but its author, or shows it again (`hiddenAt` null). Refused when there is none, or it is deleted. */
export const hiddenPostPart = (postId: string, hiddenAt: string | null): Part =>
  part({ posts: postEntity() }, ({ posts }) => {
    const post = posts.patch({ postId });
    return [
      (hiddenAt === null ? post.remove(['hiddenAt']) : post.set({ hiddenAt }))
        .where((attr, op) => op.notExists(attr.deletedAt))
        .commit(),
    ];
  });

/** Adds to the counters of a post. Refused when there is none, or, with `before`, when its counters are not as they were read. */
export const postCountersPart = (postId: string, change: CounterChange, before?: CounterChange): Part =>
  part({ posts: postEntity() }, ({ posts }) => {
    const added = posts.patch({ postId }).add(change);
    return [(before ? added.where((attr, op) => countersAre(before, attr, op)) : added).commit()];
  });

/** The counters of a row, those that are absent left out. */
export const countersOf = (row: CounterChange): CounterChange =>
  Object.fromEntries(COUNTERS.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])));

/** Deletes every row of a post. */
export async function erasePost(postId: PostId): Promise<void> {
  const revisions = await postRevisionEntity()
    .query.primary({ postId })
    .go({ pages: 'all', attributes: ['postId', 'revision'] });
  await batchAll(
    revisions.data.map(({ revision }) => ({ postId: postId as string, revision })),
    (some) => postRevisionEntity().delete(some).go(),
  );
  await postEntity().delete({ postId }).go();
}
