export {
  commentIdsBetween,
  commentOfImage,
  commentsByIds,
  type StoredComment,
  stands,
} from './comment.store.ts';
export { commentOn } from './comment-on.ts';
export { type BesideCounters, type CountedTogether, countComments, countReactions } from './count.projection.ts';
export { createPost } from './create-post.ts';
export { deleteComment, editComment } from './edit-comment.ts';
export { deletePost, editPost } from './edit-post.ts';
export { hideTextPart, type ReportedText, textForModerators, textForReporter } from './hide-item.ts';
export type { ItemHint, KnownRows, ListedItem } from './item.hydrate.ts';
export { hintOfPick, hintOfPost } from './item.hydrate.ts';
export { pickCountersUpkeep, postUpkeep } from './item-counts.upkeep.ts';
export { type ItemRef, itemOfPath, itemRef } from './item-ref.ts';
export { listBookmarks } from './list-bookmarks.ts';
export { listComments } from './list-comments.ts';
export { listReactions } from './list-reactions.ts';
export { bookmark, muteThread, unbookmark, unmuteThread } from './mark-item.ts';
export { getMarkedPick, listMarkedPicks, listMarkedUserPicks } from './mark-picks.ts';
export { mutersOf, newestReactions } from './own-marks.store.ts';
export { personUpkeep } from './person.upkeep.ts';
export type { StoredPost } from './post.store.ts';
/** @public For moderation. */
export { postById, postIdsOf, postOfImage, postsByIds } from './post.store.ts';
export { react, unreact } from './react.ts';
export { reactionOfImage, reactionsBy, type StoredReaction } from './reaction.store.ts';
export { getPost, listPostRevisions, listUserPosts } from './read-posts.ts';
export { seeItems } from './see-item.ts';
export { visibleItems } from './visible-items.ts';
