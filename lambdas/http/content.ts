import {
  bookmark,
  commentOn,
  createPost,
  deleteComment,
  deletePost,
  editComment,
  editPost,
  getPost,
  itemOfPath,
  listBookmarks,
  listComments,
  listPostRevisions,
  listReactions,
  listUserPosts,
  muteThread,
  react,
  unbookmark,
  unmuteThread,
  unreact,
} from '#core/content';
import { loadEdgeKey } from '#core/media';
import { CommentOnPick, CommentOnPost, DeleteComment, EditComment, ListPickComments, ListPostComments } from '#schemas/comments';
import { CreatePost, DeletePost, EditPost, GetPost, ListPostRevisions, ListUserPosts } from '#schemas/posts';
import {
  BookmarkPick,
  BookmarkPost,
  ListBookmarks,
  ListPickReactions,
  ListPostReactions,
  MutePick,
  MutePost,
  ReactToPick,
  ReactToPost,
  UnbookmarkPick,
  UnbookmarkPost,
  UnmutePick,
  UnmutePost,
  UnreactToPick,
  UnreactToPost,
} from '#schemas/reactions';
import { http, on } from '../middleware/http.ts';

export const handler = http(
  on(CreatePost, ({ actor, body, idempotencyKey, now }) => createPost(actor, body, idempotencyKey, now)),
  on(GetPost, ({ actor, params, now }) => getPost(actor, params.postId, now)),
  on(ListPostRevisions, ({ actor, params, query, now }) => listPostRevisions(actor, params.postId, query, now)),
  on(ListUserPosts, ({ actor, params, query, now }) => listUserPosts(actor, params.user, query, now)),
  on(EditPost, ({ actor, params, body, now }) => editPost(actor, params.postId, body, now)),
  on(DeletePost, ({ actor, params, now }) => deletePost(actor, params.postId, now)),

  on(CommentOnPost, ({ actor, params, body, idempotencyKey, now }) =>
    commentOn(actor, itemOfPath(params), { body, key: idempotencyKey }, now),
  ),
  on(CommentOnPick, ({ actor, params, body, idempotencyKey, now }) =>
    commentOn(actor, itemOfPath(params), { body, key: idempotencyKey }, now),
  ),
  on(ListPostComments, ({ actor, params, query, now }) => listComments(actor, itemOfPath(params), query, now)),
  on(ListPickComments, ({ actor, params, query, now }) => listComments(actor, itemOfPath(params), query, now)),
  on(EditComment, ({ actor, params, body, now }) => editComment(actor, params.commentId, body, now)),
  on(DeleteComment, ({ actor, params, now }) => deleteComment(actor, params.commentId, now)),

  on(ReactToPost, ({ actor, params, body, now }) => react(actor, itemOfPath(params), body.name, now)),
  on(ReactToPick, ({ actor, params, body, now }) => react(actor, itemOfPath(params), body.name, now)),
  on(UnreactToPost, ({ actor, params }) => unreact(actor, itemOfPath(params), params.name)),
  on(UnreactToPick, ({ actor, params }) => unreact(actor, itemOfPath(params), params.name)),
  on(ListPostReactions, ({ actor, params, query, now }) => listReactions(actor, itemOfPath(params), query, now)),
  on(ListPickReactions, ({ actor, params, query, now }) => listReactions(actor, itemOfPath(params), query, now)),

  on(BookmarkPost, ({ actor, params, now }) => bookmark(actor, itemOfPath(params), now)),
  on(BookmarkPick, ({ actor, params, now }) => bookmark(actor, itemOfPath(params), now)),
  on(UnbookmarkPost, ({ actor, params }) => unbookmark(actor, itemOfPath(params))),
  on(UnbookmarkPick, ({ actor, params }) => unbookmark(actor, itemOfPath(params))),
  on(ListBookmarks, ({ actor, query, now }) => listBookmarks(actor, query, now)),
  on(MutePost, ({ actor, params, now }) => muteThread(actor, itemOfPath(params), now)),
  on(MutePick, ({ actor, params, now }) => muteThread(actor, itemOfPath(params), now)),
  on(UnmutePost, ({ actor, params }) => unmuteThread(actor, itemOfPath(params))),
  on(UnmutePick, ({ actor, params }) => unmuteThread(actor, itemOfPath(params))),
).before(loadEdgeKey);
