import * as z from 'zod';
import { EventId, Instant, PickId } from './common.ts';
import { contract } from './contract.ts';
import { text } from './text.ts';

/** Links to sportsbooks, and the counts of those that were followed. */

/** Sportsbooks that links lead to, by the keys that the odds provider has for them. */
export const LINKED_BOOKS = ['draftkings', 'fanduel', 'betmgm', 'bet365'] as const;
export type LinkedBook = (typeof LINKED_BOOKS)[number];

/** The places where an app comes from, which decide what it may link to. */
const LinkStore = z.enum(['app_store', 'play_store', 'web']);
export type LinkStore = z.infer<typeof LinkStore>;

/** Seconds for which a link leads on. */
export const LINK_SECONDS = 600;

const DeepLink = z
  .strictObject({
    url: z.url(),
    book: z.string().meta({ description: 'The name of the book, to be shown.' }),
    disclosed: z
      .enum(['affiliate', 'none'])
      .meta({ description: '`affiliate`: the book pays us for people who come by the link.' }),
    disclosure: z.string().meta({ description: 'Show it beside the link.' }),
    expiresAt: Instant,
  })
  .meta({ id: 'DeepLink', description: 'A link to a sportsbook that may take bets where you are. It leads on for ten minutes.' });
export type DeepLink = z.infer<typeof DeepLink>;

export const GenerateDeepLink = contract({
  name: 'GenerateDeepLink',
  method: 'POST',
  path: '/api/v1/deeplinks/generate',
  summary:
    'A link to a sportsbook, by your region, your age and the store of your app; to the league of a game or of a pick where you name one.',
  tag: 'deeplinks',
  access: 'user',
  gated: 'offers',
  body: z.strictObject({
    book: text({ graphemes: 40, bytes: 160 }),
    store: LinkStore.default('web').meta({ description: 'The store that your app comes from.' }),
    eventId: EventId.optional(),
    pickId: PickId.optional(),
  }),
  replies: { 200: DeepLink },
  errors: ['NOT_FOUND', 'OFFER_NOT_AVAILABLE'],
  limits: [{ calls: 60, seconds: 3_600 }],
});

export const FollowDeepLink = contract({
  name: 'FollowDeepLink',
  method: 'GET',
  path: '/go/{clickId}',
  summary: 'Leads on to the sportsbook, for ten minutes after the link was made. The first time counts as a click.',
  tag: 'deeplinks',
  access: 'public',
  gated: 'boards',
  forgivesToken: true,
  params: z.strictObject({ clickId: z.string().min(1).max(512).meta({ description: 'The secret from the link.' }) }),
  replies: { 302: 'redirect' },
  errors: ['NOT_FOUND', 'OFFER_NOT_AVAILABLE'],
});

const ClickCount = z
  .strictObject({ day: z.iso.date(), book: z.string(), clicks: z.int().min(1) })
  .meta({ id: 'ClickCount', description: 'The links to a book that were followed on a day, in UTC.' });
export type ClickCount = z.infer<typeof ClickCount>;

export const ListClicks = contract({
  name: 'ListClicks',
  method: 'GET',
  path: '/api/v1/admin/deeplinks/clicks',
  summary: 'Followed links to sportsbooks by day and book, of a month. Kept for two years.',
  tag: 'admin',
  access: 'user',
  permission: 'clicks:read',
  stepUp: true,
  query: z.strictObject({
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
      .optional()
      .meta({ description: 'In UTC; this month when left out.' }),
  }),
  replies: { 200: z.array(ClickCount).max(31 * LINKED_BOOKS.length) },
  errors: [],
});
