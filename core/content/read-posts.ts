import type * as z from 'zod';
import type { Viewer } from '#actor';
import { namedUserId, sightOn } from '#core/graph';
import { mentionedIn, noSuchUser } from '#core/users';
import type { Page } from '#data/cursor';
import { fillPage } from '#data/page';
import type { PostId } from '#schemas/common';
import type { PostDetail, PostRevision } from '#schemas/item-views';
import type { ListPostRevisions, ListUserPosts } from '#schemas/posts';
import { hydrateItems } from './item.hydrate.ts';
import { namedIn, postDetail, postRevisionView } from './item.view.ts';
import { readsPost } from './item.visibility.ts';
import { postById, postIdsOf, postRevisions } from './post.store.ts';
import { noSuchItem, peopleOf } from './see-item.ts';
import { wholeOf } from './show-post.ts';

/**
 * One post, with the whole of its text. Two trips: the post (1 RRU with a token, else 0.5), then its picks and people as for a page.
 * @throws NOT_FOUND
 */
export async function getPost(viewer: Viewer, postId: PostId, now: Date): Promise<PostDetail> {
  const consistent = viewer.kind === 'user';
  const post = await postById(postId, { consistent });
  if (!post) throw noSuchItem({ type: 'post' });
  const [page, whole] = await Promise.all([
    hydrateItems(viewer, [{ type: 'post', id: postId }], now, { posts: [post] }),
    wholeOf(post, consistent),
  ]);
  const shown = postDetail(viewer, post, page, now, whole);
  if (!shown) throw noSuchItem({ type: 'post' });
  return shown;
}

/** The most read units for one post of a list: a slip of twelve picks on as many events. */
const UNITS = 15;

/**
 * A bettor's posts, newest first, to themselves also those that a moderator has hidden. 2 trips for the bettor, then 3 for each read of the
 * page: the index, then the posts with their picks and people. A post of the last moment may be missing.
 * @throws NOT_FOUND, also for a private account that the viewer does not follow; INVALID_INPUT for a cursor of another query
 */
export async function listUserPosts(
  viewer: Viewer,
  user: string,
  query: z.output<typeof ListUserPosts.query>,
  now: Date,
): Promise<Page<PostDetail>> {
  const userId = await namedUserId(user);
  if ((await sightOn(viewer, userId, now)) !== 'all') throw noSuchUser();
  return fillPage(`posts ${userId}`, query, {
    read: (before, count) => postIdsOf(userId, before, count),
    units: () => UNITS,
    positionOf: (postId) => postId,
    show: async (postIds) => {
      const page = await hydrateItems(
        viewer,
        postIds.map((id) => ({ type: 'post', id })),
        now,
      );
      return postIds.map((postId) => postDetail(viewer, page.posts.get(postId), page, now));
    },
  });
}

/**
 * The texts that a post has had, newest first. 2 trips for the post and its author, then 2 for each read: 0.5 RRU for 4 KB of text.
 * @throws NOT_FOUND, INVALID_INPUT for a cursor of another query
 */
export async function listPostRevisions(
  viewer: Viewer,
  postId: PostId,
  query: z.output<typeof ListPostRevisions.query>,
  now: Date,
): Promise<Page<PostRevision>> {
  const consistent = viewer.kind === 'user';
  const post = await postById(postId, { consistent });
  if (!post || !readsPost(viewer, post, await peopleOf(viewer, [post.authorId], now))) throw noSuchItem({ type: 'post' });
  return fillPage(`post revisions ${postId}`, query, {
    read: (before, count) => postRevisions(postId, before === null ? null : Number(before), count, { consistent }),
    units: () => 4,
    positionOf: ({ revision }) => String(revision),
    show: async (revisions) => {
      const people = await peopleOf(
        viewer,
        revisions.flatMap(({ mentions }) => mentionedIn(mentions)),
        now,
      );
      return revisions.map((revision) => postRevisionView(revision, namedIn(people)));
    },
  });
}
