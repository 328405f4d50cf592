import * as z from 'zod';
import { CommentId, PageQuery, PickId, PostId } from './common.ts';
import { contract } from './contract.ts';
import { CommentView, NewMentions } from './item-views.ts';
import { text } from './text.ts';
import { TEXT_BOUNDS } from './text-bounds.ts';

const CommentText = text({ ...TEXT_BOUNDS.comment, lines: 'several' });

const ofPost = z.strictObject({ postId: PostId });
const ofPick = z.strictObject({ pickId: PickId });
const ofComment = z.strictObject({ commentId: CommentId });

const commenting = {
  method: 'POST',
  tag: 'content',
  access: 'user',
  idempotencyKey: 'optional',
  body: z.strictObject({
    text: CommentText,
    mentions: NewMentions.default([]),
    parentId: CommentId.optional().meta({
      description: 'The comment that this one answers. An answer has no answers of its own.',
    }),
  }),
  replies: { 201: CommentView },
  errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT'],
  limits: [{ calls: 10, seconds: 60, youngCalls: 2, over: 'comments' }],
} as const;

export const CommentOnPost = contract({
  ...commenting,
  name: 'CommentOnPost',
  notBannedFrom: 'posting',
  path: '/api/v1/posts/{postId}/comment',
  summary: 'Comment on a post, or answer a comment on it.',
  params: ofPost,
});

export const CommentOnPick = contract({
  ...commenting,
  name: 'CommentOnPick',
  notBannedFrom: 'posting',
  path: '/api/v1/picks/{pickId}/comment',
  summary: 'Comment on a pick, or answer a comment on it.',
  params: ofPick,
});

const listing = {
  method: 'GET',
  tag: 'content',
  access: 'public',
  query: z.strictObject({
    ...PageQuery.shape,
    parentId: CommentId.optional().meta({
      description: 'The answers to this comment; without it the comments on the item itself.',
    }),
    order: z.enum(['newest', 'oldest']).meta({ id: 'CommentOrder' }).default('oldest'),
  }),
  replies: { 200: z.array(CommentView) },
  paged: true,
  errors: ['NOT_FOUND'],
} as const;

export const ListPostComments = contract({
  ...listing,
  name: 'ListPostComments',
  path: '/api/v1/posts/{postId}/comments',
  summary: 'The comments on a post, or the answers to one of them. A deleted comment is shown while it has answers.',
  params: ofPost,
});

export const ListPickComments = contract({
  ...listing,
  name: 'ListPickComments',
  path: '/api/v1/picks/{pickId}/comments',
  summary: 'The comments on a pick, or the answers to one of them. A deleted comment is shown while it has answers.',
  params: ofPick,
});

export const EditComment = contract({
  name: 'EditComment',
  notBannedFrom: 'posting',
  method: 'PATCH',
  path: '/api/v1/comments/{commentId}',
  tag: 'content',
  summary: 'Change the text of your comment.',
  access: 'user',
  params: ofComment,
  body: z.strictObject({ text: CommentText, mentions: NewMentions.default([]) }),
  replies: { 200: CommentView },
  errors: ['FORBIDDEN', 'NOT_FOUND'],
  limits: [{ calls: 30, seconds: 60, youngCalls: 7, over: 'edits' }],
});

export const DeleteComment = contract({
  name: 'DeleteComment',
  method: 'DELETE',
  path: '/api/v1/comments/{commentId}',
  tag: 'content',
  summary: 'Delete your comment, or remove one from your post or pick. It stays without its text while it has answers.',
  access: 'user',
  params: ofComment,
  replies: { 204: 'empty' },
  errors: ['FORBIDDEN', 'NOT_FOUND'],
});
