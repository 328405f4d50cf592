import * as z from 'zod';
import { ItemId } from './common.ts';
import { contract } from './contract.ts';
import { CoveredSportName } from './events.ts';
import { FEED_LIMITS, FeedQuery } from './feed.ts';
import { ItemView } from './item-views.ts';

/** A kept list names a reason by its place here, so that a new one stands at the end. */
export const FeedReason = z.enum(['following', 'affinity', 'record', 'trending', 'own']).meta({
  id: 'FeedReason',
  description:
    'The reason for which an item stands there. `following`: you follow its author; `affinity`: and often react to them; `record`: and their record at quoted prices is good; `trending`: many react to it now; `own`: it is yours.',
});
export type FeedReason = z.infer<typeof FeedReason>;

const FeedItem = z.strictObject({ item: ItemView, reason: FeedReason }).meta({ id: 'FeedItem' });

export const GetFeed = contract({
  name: 'GetFeed',
  method: 'GET',
  path: '/api/v1/feed',
  tag: 'feed',
  summary:
    'Your home feed: items of people whom you follow, your own, and trending ones of your sports, ranked once for all of its pages. A cursor is good for 30 minutes. Items that have changed or gone since are shown as they are.',
  access: 'user',
  query: FeedQuery,
  replies: { 200: z.array(FeedItem) },
  paged: true,
  errors: ['FEED_SESSION_EXPIRED'],
  limits: FEED_LIMITS,
});

export const GetTrending = contract({
  name: 'GetTrending',
  method: 'GET',
  path: '/api/v1/feed/trending',
  tag: 'feed',
  summary:
    'The 200 items to which most people react now: each person counts once for an item, and half as much every 6 hours. Built every 5 minutes; a cursor stays with its version.',
  access: 'user',
  query: z.strictObject({ ...FeedQuery.shape, sport: CoveredSportName.optional() }),
  replies: {
    200: z.array(
      z
        .strictObject({
          ...FeedItem.shape,
          score: z.string().meta({ description: 'People who reacted, of the instant of the newest 5 minutes that are counted.' }),
        })
        .meta({ id: 'TrendingItem' }),
    ),
  },
  paged: true,
  errors: ['FEED_SESSION_EXPIRED'],
  limits: FEED_LIMITS,
});

export const FeedWish = z.enum(['less', 'hide']);
export type FeedWish = z.infer<typeof FeedWish>;

export const GiveFeedback = contract({
  name: 'GiveFeedback',
  method: 'POST',
  path: '/api/v1/feed/feedback',
  tag: 'feed',
  summary:
    'Ask your feeds for less of an item’s author (`less`), or not to show the item again (`hide`). Both count for 90 days.',
  access: 'user',
  body: z.strictObject({ itemId: ItemId, feedback: FeedWish }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
  limits: [
    { calls: 30, seconds: 60 },
    { calls: 200, seconds: 86_400 },
  ],
});
