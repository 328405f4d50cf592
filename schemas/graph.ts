import * as z from 'zod';
import { Avatar, Instant, PageQuery, queryNumber, UserId, UserRef } from './common.ts';
import { contract, type Limit } from './contract.ts';

const OfUser = z.strictObject({ user: UserRef });
const ById = z.strictObject({ userId: UserId });
/** The query of lists of people: 50 a page. */
export const PeopleQuery = z.strictObject({ ...PageQuery.shape, limit: queryNumber(50).default(50) });

/** A person in a list. */
export const PersonView = z
  .strictObject({
    id: UserId,
    handle: z.string(),
    displayName: z.string(),
    avatar: Avatar.nullable(),
    private: z.boolean().meta({ description: 'Only followers see what they make.' }),
  })
  .meta({ id: 'Person' });
export type PersonView = z.infer<typeof PersonView>;

const ListedPerson = z
  .strictObject({
    user: PersonView,
    since: Instant.meta({ description: 'The time at which the follow, the request or the block began.' }),
  })
  .meta({ id: 'ListedPerson' });

export const FollowView = z
  .strictObject({
    state: z.enum(['following', 'requested']).meta({ description: '`requested`: a private account has to accept it.' }),
    since: Instant,
    bell: z.boolean().meta({ description: 'You are told of each new item.' }),
  })
  .meta({ id: 'Follow' });
export type FollowView = z.infer<typeof FollowView>;

/** A young account may follow as fast as any other: onboarding suggests people. */
const FOLLOW_LIMITS: readonly Limit[] = [
  { calls: 30, seconds: 60 },
  { calls: 400, seconds: 86_400, youngCalls: 100 },
];
/** Calls that change something between two people, counted together. A young account may block as fast as any other. */
export const PEOPLE_LIMITS: readonly Limit[] = [
  { calls: 60, seconds: 60, over: 'people' },
  { calls: 400, seconds: 86_400, youngCalls: 100, over: 'people' },
];

export const FollowUser = contract({
  name: 'FollowUser',
  method: 'POST',
  path: '/api/v1/users/{user}/follow',
  tag: 'graph',
  summary: 'Follow a bettor, or ask to where the account is private. A second call changes nothing.',
  access: 'user',
  params: OfUser,
  replies: { 200: FollowView },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
  limits: FOLLOW_LIMITS,
});

export const UnfollowUser = contract({
  name: 'UnfollowUser',
  method: 'DELETE',
  path: '/api/v1/users/{user}/follow',
  tag: 'graph',
  summary: 'End a follow, or take a request back. A second call changes nothing.',
  access: 'user',
  params: OfUser,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
});

export const RingBell = contract({
  name: 'RingBell',
  method: 'PUT',
  path: '/api/v1/users/{user}/bell',
  tag: 'graph',
  summary: 'Be told of each new item of a bettor whom you follow. It ends with the follow.',
  access: 'user',
  params: OfUser,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'CONFLICT'],
  limits: PEOPLE_LIMITS,
});

export const SilenceBell = contract({
  name: 'SilenceBell',
  method: 'DELETE',
  path: '/api/v1/users/{user}/bell',
  tag: 'graph',
  summary: 'Be told no more of each new item.',
  access: 'user',
  params: OfUser,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
});

export const ListFollowRequests = contract({
  name: 'ListFollowRequests',
  method: 'GET',
  path: '/api/v1/users/me/follow-requests',
  tag: 'graph',
  summary: 'Requests to follow you, newest first.',
  access: 'user',
  query: PeopleQuery,
  replies: { 200: z.array(ListedPerson) },
  paged: true,
  errors: [],
});

export const AcceptFollow = contract({
  name: 'AcceptFollow',
  method: 'PUT',
  path: '/api/v1/users/me/follow-requests/{userId}',
  tag: 'graph',
  summary: 'Accept a request to follow you. A second call changes nothing.',
  access: 'user',
  params: ById,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
});

export const DeclineFollow = contract({
  name: 'DeclineFollow',
  method: 'DELETE',
  path: '/api/v1/users/me/follow-requests/{userId}',
  tag: 'graph',
  summary: 'Decline a request to follow you. The other one is not told.',
  access: 'user',
  params: ById,
  replies: { 204: 'empty' },
  errors: [],
});

export const RemoveFollower = contract({
  name: 'RemoveFollower',
  method: 'DELETE',
  path: '/api/v1/users/me/followers/{userId}',
  tag: 'graph',
  summary: 'Remove a follower of yours. They are not told, and may follow again.',
  access: 'user',
  params: ById,
  replies: { 204: 'empty' },
  errors: [],
});

/** Pages of other people's lists in an hour. The use case counts them, since one's own are free. */
export const LIST_PAGES: Limit = { calls: 60, seconds: 3_600 };
const LISTS =
  "newest first. At most 60 pages of other people's lists an hour. Not found where the account is private or hides its lists from you.";
const peopleList = {
  method: 'GET',
  tag: 'graph',
  access: 'user',
  params: OfUser,
  query: PeopleQuery,
  replies: { 200: z.array(ListedPerson) },
  paged: true,
  errors: ['NOT_FOUND'],
} as const;
export const ListFollowers = contract({
  ...peopleList,
  name: 'ListFollowers',
  path: '/api/v1/users/{user}/followers',
  summary: `The followers of a bettor, ${LISTS}`,
});
export const ListFollowing = contract({
  ...peopleList,
  name: 'ListFollowing',
  path: '/api/v1/users/{user}/following',
  summary: `Those whom a bettor follows, ${LISTS}`,
});

export const BlockUser = contract({
  name: 'BlockUser',
  method: 'PUT',
  path: '/api/v1/users/{user}/block',
  tag: 'graph',
  summary:
    'Block a bettor: each of you is hidden from the other, and follows, requests and contact end. A second call changes nothing.',
  access: 'user',
  params: OfUser,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
  limits: PEOPLE_LIMITS,
});

export const UnblockUser = contract({
  name: 'UnblockUser',
  method: 'DELETE',
  path: '/api/v1/users/{user}/block',
  tag: 'graph',
  summary: 'Take a block back. It restores nothing.',
  access: 'user',
  params: OfUser,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
  limits: PEOPLE_LIMITS,
});

export const MuteUser = contract({
  name: 'MuteUser',
  method: 'PUT',
  path: '/api/v1/users/{user}/mute',
  tag: 'graph',
  summary: 'Leave a bettor out of your lists. They are not told. A second call changes nothing.',
  access: 'user',
  params: OfUser,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND', 'LIMIT_REACHED'],
  limits: PEOPLE_LIMITS,
});

export const UnmuteUser = contract({
  name: 'UnmuteUser',
  method: 'DELETE',
  path: '/api/v1/users/{user}/mute',
  tag: 'graph',
  summary: 'Take a mute back.',
  access: 'user',
  params: OfUser,
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
  limits: PEOPLE_LIMITS,
});

export const ListBlocks = contract({
  name: 'ListBlocks',
  method: 'GET',
  path: '/api/v1/users/me/blocks',
  tag: 'graph',
  summary: 'Those whom you block, in the order of their ids.',
  access: 'user',
  query: PeopleQuery,
  replies: { 200: z.array(ListedPerson) },
  paged: true,
  errors: [],
});

export const ListMutes = contract({
  name: 'ListMutes',
  method: 'GET',
  path: '/api/v1/users/me/mutes',
  tag: 'graph',
  summary: 'Those whom you mute, in the order of their ids.',
  access: 'user',
  query: PeopleQuery,
  replies: { 200: z.array(PersonView) },
  paged: true,
  errors: [],
});
