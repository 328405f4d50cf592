import type * as z from 'zod';
import type { User, Viewer } from '#actor';
import type { StoredPick } from '#core/picks';
import type { UserId } from '#schemas/common';
import type { WhoMayComment } from '#schemas/item-views';
import type { HydratedItems } from './item.hydrate.ts';
import type { StoredPost } from './post.store.ts';

type Sighted = Pick<HydratedItems, 'sights' | 'followed'>;
export const isOwn = (viewer: Viewer, authorId: UserId): boolean => viewer.kind === 'user' && viewer.userId === authorId;

/** True when a viewer may see a post. One that is deleted or hidden is no item: its author reads the latter by readsPost(). */
export function seesPost(viewer: Viewer, post: StoredPost, { sights, followed }: Sighted): boolean {
  const { authorId, deletedAt, hiddenAt, visibility } = post;
  if (deletedAt !== undefined || hiddenAt !== undefined) return false;
  if (isOwn(viewer, authorId)) return true;
  return sights.of(authorId) === 'all' && (visibility === 'everyone' || followed.has(authorId));
}

/** True when a viewer may read a post by itself or in its author's list: its author reads a hidden one too. */
export const readsPost = (viewer: Viewer, post: StoredPost, people: Sighted): boolean =>
  seesPost(viewer, post, people) || (isOwn(viewer, post.authorId) && post.deletedAt === undefined);

/** True when a viewer may see a pick, by itself or in a post. */
export const seesPick = ({ authorId }: StoredPick, { sights }: Sighted): boolean => sights.picksOf(authorId) === 'all';

/** True when a person may comment on an item of this author that they see. The author always may. */
export const mayComment = (
  actor: User,
  authorId: UserId,
  whoMayComment: z.infer<typeof WhoMayComment>,
  followed: ReadonlySet<UserId>,
): boolean => isOwn(actor, authorId) || whoMayComment === 'everyone' || (whoMayComment === 'followers' && followed.has(authorId));
