import * as z from 'zod';
import { PageQuery, PickId, PostId } from './common.ts';
import { contract } from './contract.ts';
import { ReactionName } from './item-counts.ts';
import { ItemView, OwnMarks, ReactionView } from './item-views.ts';

const ofPost = z.strictObject({ postId: PostId });
const ofPick = z.strictObject({ pickId: PickId });
const named = { name: ReactionName };
const limits = [{ calls: 60, seconds: 60, youngCalls: 15, over: 'reactions' }] as const;
const ofUser = { tag: 'content', access: 'user', errors: ['NOT_FOUND'], limits } as const;
/** The caller's own reaction, without a counter: that follows. */
const Done = z.strictObject({ name: ReactionName, reacted: z.boolean() }).meta({ id: 'OwnReaction' });

const reacting = { ...ofUser, method: 'POST', body: z.strictObject(named), replies: { 200: Done } } as const;
const taking = { ...ofUser, method: 'DELETE', replies: { 200: Done } } as const;
const listing = {
  method: 'GET',
  tag: 'content',
  access: 'public',
  query: z.strictObject({ ...PageQuery.shape, name: ReactionName.optional() }),
  replies: { 200: z.array(ReactionView) },
  paged: true,
  errors: ['NOT_FOUND'],
} as const;

export const ReactToPost = contract({
  ...reacting,
  name: 'ReactToPost',
  notBannedFrom: 'posting',
  path: '/api/v1/posts/{postId}/react',
  summary: 'React to a post. A second call with the same name changes nothing.',
  params: ofPost,
});

export const ReactToPick = contract({
  ...reacting,
  name: 'ReactToPick',
  notBannedFrom: 'posting',
  path: '/api/v1/picks/{pickId}/react',
  summary: 'React to a pick. A second call with the same name changes nothing.',
  params: ofPick,
});

export const UnreactToPost = contract({
  ...taking,
  name: 'UnreactToPost',
  path: '/api/v1/posts/{postId}/react/{name}',
  summary: 'Take a reaction to a post back.',
  params: ofPost.extend(named),
});

export const UnreactToPick = contract({
  ...taking,
  name: 'UnreactToPick',
  path: '/api/v1/picks/{pickId}/react/{name}',
  summary: 'Take a reaction to a pick back.',
  params: ofPick.extend(named),
});

export const ListPostReactions = contract({
  ...listing,
  name: 'ListPostReactions',
  path: '/api/v1/posts/{postId}/reactions',
  summary: 'People who have reacted to a post, in the order of their ids.',
  params: ofPost,
});

export const ListPickReactions = contract({
  ...listing,
  name: 'ListPickReactions',
  path: '/api/v1/picks/{pickId}/reactions',
  summary: 'People who have reacted to a pick, in the order of their ids.',
  params: ofPick,
});

const marking = {
  ...ofUser,
  replies: { 200: OwnMarks },
  limits: [{ calls: 60, seconds: 60, over: 'marks' }],
} as const;

export const BookmarkPost = contract({
  ...marking,
  name: 'BookmarkPost',
  method: 'PUT',
  path: '/api/v1/posts/{postId}/bookmark',
  summary: 'Bookmark a post. Nobody else sees that.',
  params: ofPost,
});

export const BookmarkPick = contract({
  ...marking,
  name: 'BookmarkPick',
  method: 'PUT',
  path: '/api/v1/picks/{pickId}/bookmark',
  summary: 'Bookmark a pick. Nobody else sees that.',
  params: ofPick,
});

export const UnbookmarkPost = contract({
  ...marking,
  name: 'UnbookmarkPost',
  method: 'DELETE',
  path: '/api/v1/posts/{postId}/bookmark',
  summary: 'Forget the bookmark of a post.',
  params: ofPost,
});

export const UnbookmarkPick = contract({
  ...marking,
  name: 'UnbookmarkPick',
  method: 'DELETE',
  path: '/api/v1/picks/{pickId}/bookmark',
  summary: 'Forget the bookmark of a pick.',
  params: ofPick,
});

export const ListBookmarks = contract({
  name: 'ListBookmarks',
  method: 'GET',
  path: '/api/v1/users/me/bookmarks',
  tag: 'content',
  summary: 'Your bookmarks, newest items first. Items that you may no longer see are left out.',
  access: 'user',
  query: PageQuery,
  replies: { 200: z.array(ItemView) },
  paged: true,
  errors: [],
});

export const MutePost = contract({
  ...marking,
  name: 'MutePost',
  method: 'PUT',
  path: '/api/v1/posts/{postId}/mute',
  summary: 'Hear no more of the thread of a post.',
  params: ofPost,
});

export const MutePick = contract({
  ...marking,
  name: 'MutePick',
  method: 'PUT',
  path: '/api/v1/picks/{pickId}/mute',
  summary: 'Hear no more of the thread of a pick.',
  params: ofPick,
});

export const UnmutePost = contract({
  ...marking,
  name: 'UnmutePost',
  method: 'DELETE',
  path: '/api/v1/posts/{postId}/mute',
  summary: 'Hear of the thread of a post again.',
  params: ofPost,
});

export const UnmutePick = contract({
  ...marking,
  name: 'UnmutePick',
  method: 'DELETE',
  path: '/api/v1/picks/{pickId}/mute',
  summary: 'Hear of the thread of a pick again.',
  params: ofPick,
});
