import { expect, it } from 'vitest';
import type { CommentId, PostId, UserId } from '#schemas/common';
import { bookmarkEntity } from './bookmark.entity.ts';
import { commentEntity } from './comment.entity.ts';
import {
  answersPart,
  countedCommentPart,
  deletedCommentPart,
  editedCommentPart,
  erasedCommentPart,
  hiddenCommentPart,
  newCommentPart,
  type StoredComment,
  TOP,
} from './comment.store.ts';
import { itemRef } from './item-ref.ts';
import { ownMarksEntity } from './own-marks.entity.ts';
import { bookmarkPart, mutePart, unbookmarkPart, unmutePart } from './own-marks.store.ts';
import { postEntity } from './post.entity.ts';
import { deletedPostPart, editedPostPart, hiddenPostPart, newPostPart, postCountersPart, type StoredPost } from './post.store.ts';
import { postRevisionEntity } from './post-revision.entity.ts';
import { reactionEntity } from './reaction.entity.ts';
import { countedReactionPart, erasedReactionPart, reactPart, type StoredReaction, unreactPart } from './reaction.store.ts';
import { userCommentEntity } from './user-comment.entity.ts';

const postId = '0190a000-0000-7000-8000-000000000001' as PostId;
const ann = '0190a000-0000-7000-8000-000000000002' as UserId;
const ben = '0190a000-0000-7000-8000-000000000003' as UserId;
const commentId = '0190a000-0000-7000-8000-000000000004' as CommentId;
const now = new Date('2026-11-23T12:00:00.000Z');
const at = now.toISOString();
const item = itemRef('post', postId);

const post: StoredPost = {
  postId,
  authorId: ann,
  kind: 'text',
  text: 'Dogs only.',
  textCut: false,
  mentions: [],
  visibility: 'everyone',
  whoMayComment: 'everyone',
  revision: 1,
  createdAt: at,
};
const comment: StoredComment = {
  commentId,
  itemType: 'post',
  itemId: postId,
  ownerId: ann,
  parentId: TOP,
  authorId: ben,
  text: 'Yes.',
  mentions: [],
  replies: 0,
  counted: 0,
  createdAt: at,
};
const reaction: StoredReaction = {
  itemId: postId,
  shard: 3,
  userId: ben,
  itemType: 'post',
  ownerId: ann,
  on: ['fire', 'up'],
  counted: [],
  since: at,
};

it('keeps its keys', () => {
  expect(postEntity().get({ postId }).params()).toMatchSnapshot('post');
  expect(postEntity().query.byPoster({ authorId: ann }).params()).toMatchSnapshot('posts of an author');
  expect(postRevisionEntity().get({ postId, revision: 2 }).params()).toMatchSnapshot('revision');
  expect(commentEntity().get({ commentId }).params()).toMatchSnapshot('comment');
  expect(commentEntity().query.byThread({ itemId: postId, parentId: TOP }).params()).toMatchSnapshot('thread');
  expect(userCommentEntity().get({ userId: ben, commentId }).params()).toMatchSnapshot('comment of a person');
  expect(reactionEntity().get({ itemId: postId, shard: 3, userId: ben }).params()).toMatchSnapshot('reaction');
  expect(ownMarksEntity().get({ userId: ben, itemId: postId }).params()).toMatchSnapshot('marks');
  expect(bookmarkEntity().get({ userId: ben, itemId: postId }).params()).toMatchSnapshot('bookmark');
});

it('keeps its conditions', () => {
  const parts = {
    'new post': newPostPart(post, post),
    'edited post': editedPostPart({ ...post, revision: 2, editedAt: at }, post),
    'deleted post': deletedPostPart(postId, at),
    'hidden post': hiddenPostPart(postId, at),
    'post that is shown again': hiddenPostPart(postId, null),
    'counters of a post': postCountersPart(postId, { fireCount: 2 }),
    'counters of a post as they were': postCountersPart(postId, { fireCount: 2 }, { upCount: 1 }),
    'new comment': newCommentPart(comment),
    'one answer more': answersPart(commentId, item, 1),
    'one answer less': answersPart(commentId, item, -1),
    'edited comment': editedCommentPart({ ...comment, editedAt: at }),
    'deleted comment': deletedCommentPart(commentId, at),
    'hidden comment': hiddenCommentPart(commentId, at),
    'counted comment': countedCommentPart(comment),
    'erased comment': erasedCommentPart(comment),
    'erased comment with answers': erasedCommentPart({ ...comment, replies: 1 }),
    reaction: reactPart(item, ann, ben, 'fire', now),
    'reaction taken back': unreactPart(item, ben, 'fire'),
    'counted reactions': countedReactionPart(reaction),
    'counted reactions, all taken back': countedReactionPart({ ...reaction, on: [], counted: ['fire'], everCounted: true }),
    'erased reactions': erasedReactionPart(reaction),
    bookmark: bookmarkPart(item, ann, ben, now),
    'bookmark that is forgotten': unbookmarkPart(item, ben),
    mute: mutePart(item, ann, ben, now),
    'mute that ends': unmutePart(item, ben),
  };
  for (const [name, part] of Object.entries(parts)) expect(part.params(), name).toMatchSnapshot(name);
});
