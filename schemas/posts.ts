import * as z from 'zod';
import { PageQuery, PickId, PostId, UserRef } from './common.ts';
import { contract } from './contract.ts';
import { NewMentions, PostDetail, PostRevision, PostVisibility, WhoMayComment } from './item-views.ts';
import { text } from './text.ts';
import { TEXT_BOUNDS } from './text-bounds.ts';

const PostText = text({ ...TEXT_BOUNDS.post, lines: 'several' });

/** The most revisions of a post, its first text included. */
export const MOST_POST_REVISIONS = 50;

const params = z.strictObject({ postId: PostId });
const rules = { visibility: PostVisibility.default('everyone'), whoMayComment: WhoMayComment.default('everyone') };
/** A text, where the kind of post may do without one. */
const words = { text: PostText.optional(), mentions: NewMentions.default([]), ...rules };
const distinct = (ids: readonly string[]) => new Set(ids).size === ids.length;

export const CreatePost = contract({
  name: 'CreatePost',
  notBannedFrom: 'posting',
  method: 'POST',
  path: '/api/v1/posts',
  tag: 'content',
  summary: 'Write a post: a text, or words about a pick or a slip of several picks, which are shown as they stand.',
  access: 'user',
  idempotencyKey: 'optional',
  body: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('text'), ...words, text: PostText }).meta({ id: 'NewTextPost' }),
    z.strictObject({ kind: z.literal('pick'), pickId: PickId, ...words }).meta({ id: 'NewPickPost' }),
    z
      .strictObject({
        kind: z.literal('slip'),
        pickIds: z.array(PickId).min(2).max(12).refine(distinct, 'a pick is named once'),
        ...words,
      })
      .meta({ id: 'NewSlipPost' }),
  ]),
  replies: { 201: PostDetail },
  errors: ['NOT_FOUND'],
  limits: [{ calls: 20, seconds: 3600, youngCalls: 5, counts: 'accepted' }],
});

export const GetPost = contract({
  name: 'GetPost',
  method: 'GET',
  path: '/api/v1/posts/{postId}',
  tag: 'content',
  summary: 'One post, with the whole of its text and its picks as they stand.',
  access: 'public',
  params,
  replies: { 200: PostDetail },
  errors: ['NOT_FOUND'],
});

export const ListPostRevisions = contract({
  name: 'ListPostRevisions',
  method: 'GET',
  path: '/api/v1/posts/{postId}/revisions',
  tag: 'content',
  summary: 'Every text that a post has had, newest first.',
  access: 'public',
  params,
  query: PageQuery,
  replies: { 200: z.array(PostRevision) },
  paged: true,
  errors: ['NOT_FOUND'],
});

export const ListUserPosts = contract({
  name: 'ListUserPosts',
  method: 'GET',
  path: '/api/v1/users/{user}/posts',
  tag: 'content',
  summary: "A bettor's posts, newest first. Long texts are shown by their beginning.",
  access: 'public',
  params: z.strictObject({ user: UserRef }),
  query: PageQuery,
  replies: { 200: z.array(PostDetail) },
  paged: true,
  errors: ['NOT_FOUND'],
});

export const EditPost = contract({
  name: 'EditPost',
  notBannedFrom: 'posting',
  method: 'PATCH',
  path: '/api/v1/posts/{postId}',
  tag: 'content',
  summary: `Change the text of a post. The earlier text is kept. At most ${MOST_POST_REVISIONS} revisions.`,
  access: 'user',
  params,
  body: z.strictObject({
    text: PostText,
    mentions: NewMentions.default([]),
    revision: z.int().min(1).meta({ description: 'The revision that you saw. If there is a newer one, nothing is changed.' }),
  }),
  replies: { 200: PostDetail },
  errors: ['FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'LIMIT_REACHED'],
  limits: [{ calls: 30, seconds: 60, youngCalls: 7, over: 'edits' }],
});

export const DeletePost = contract({
  name: 'DeletePost',
  method: 'DELETE',
  path: '/api/v1/posts/{postId}',
  tag: 'content',
  summary: 'Delete a post. It is shown to nobody any more, nor are its comments.',
  access: 'user',
  params,
  replies: { 204: 'empty' },
  errors: ['FORBIDDEN', 'NOT_FOUND'],
});
