import * as z from 'zod';
import { Instant, queryNumber } from './common.ts';
import { contract, type Limit } from './contract.ts';
import { ItemView } from './item-views.ts';

/** Items of a page of a feed at most. */
const PAGE = 20;

/** The three feeds are counted together. */
export const FEED_LIMITS = [{ calls: 30, seconds: 60, over: 'feeds' }] as const satisfies readonly Limit[];

export const FeedQuery = z.strictObject({
  cursor: z.string().max(1024).optional(),
  limit: queryNumber(PAGE).default(PAGE),
});

export const GetFollowing = contract({
  name: 'GetFollowing',
  method: 'GET',
  path: '/api/v1/feed/following',
  tag: 'feed',
  summary:
    'Posts and picks of those whom you follow, newest first, of the last 30 days and at most 400. A page may be short although more follow.',
  access: 'user',
  query: FeedQuery,
  replies: { 200: z.array(ItemView) },
  paged: true,
  meta: z.strictObject({
    completeSince: Instant.meta({ description: 'The feed has everything that was posted since then by those whom you follow.' }),
  }),
  errors: [],
  limits: FEED_LIMITS,
});
