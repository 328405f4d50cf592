import type { User } from '#actor';
import type { PostDetail } from '#schemas/item-views';
import { hydrateItems } from './item.hydrate.ts';
import { postDetail } from './item.view.ts';
import { postRevision, type StoredPost } from './post.store.ts';
import { noSuchItem } from './see-item.ts';

/** The actor's own post, with the whole of its text. One trip. */
export async function showOwnPost(actor: User, post: StoredPost, now: Date): Promise<PostDetail> {
  const [page, whole] = await Promise.all([
    hydrateItems(actor, [{ type: 'post', id: post.postId }], now, { posts: [post] }),
    wholeOf(post, true),
  ]);
  const shown = postDetail(actor, post, page, now, whole);
  if (!shown) throw noSuchItem({ type: 'post' });
  return shown;
}

/** The whole of a long text; undefined where the post's own row has all of it. 0.5 RRU per 4 KB, double if consistent. */
export const wholeOf = async ({ postId, revision, textCut }: StoredPost, consistent: boolean) =>
  textCut ? ((await postRevision(postId, revision, { consistent })) ?? undefined) : undefined;
