import * as z from 'zod';
import { EventId, Instant, PickId } from './common.ts';
import { contract } from './contract.ts';
import { text } from './text.ts';

/** The places where an app comes from, which decide what it may link to. */
export const LinkStore = z.enum(['app_store', 'play_store', 'web']);
export type LinkStore = z.infer<typeof LinkStore>;

/** Seconds for which a link leads on. */
export const LINK_SECONDS = 600;

export const DeepLink = z
  .strictObject({
    url: z.url(),
    book: z.string(),
    disclosed: z.enum(['affiliate', 'none']),
    disclosure: z.string().meta({ description: 'Show it beside the link.' }),
    expiresAt: Instant,
  })
  .meta({ id: 'DeepLink', description: 'A link to a sportsbook that may take bets where you are. It leads on for ten minutes.' });
export type DeepLink = z.infer<typeof DeepLink>;

export const GenerateDeepLink = contract({
  name: 'GenerateDeepLink',
  method: 'POST',
  path: '/api/v1/deeplinks/generate',
  summary: 'A link to a sportsbook for you, by your region and the store of your app; to the league of an event or of a pick where you name one.',
  tag: 'deeplinks',
  access: 'user',
  gated: 'offers',
  body: z
    .strictObject({
      book: text({ graphemes: 40, bytes: 160 }),
      store: LinkStore.default('web'),
      eventId: EventId.optional(),
      pickId: PickId.optional(),
    })
    .refine(({ eventId, pickId }) => eventId === undefined || pickId === undefined, {
      path: ['pickId'],
      message: 'name an event or a pick, not both',
    }),
  replies: { 200: DeepLink },
  errors: ['NOT_FOUND', 'OFFER_NOT_AVAILABLE'],
  limits: [{ calls: 60, seconds: 3_600 }],
});

export const FollowDeepLink = contract({
  name: 'FollowDeepLink',
  method: 'GET',
  path: '/go/{clickId}',
  summary: 'Leads on to the sportsbook, for ten minutes after the link was made. The first time it counts as a click.',
  tag: 'deeplinks',
  access: 'public',
  gated: 'none',
  forgivesToken: true,
  params: z.strictObject({ clickId: z.string().min(1).max(512) }),
  replies: { 302: 'redirect' },
  errors: ['NOT_FOUND'],
});

const ClickCount = z
  .strictObject({ day: z.iso.date(), book: z.string(), links: z.int().min(0), clicks: z.int().min(0) })
  .meta({ id: 'ClickCount', description: 'The links to a book that were made on a day, in UTC, and those that were followed.' });

export const ListClicks = contract({
  name: 'ListClicks',
  method: 'GET',
  path: '/api/v1/admin/deeplinks/clicks',
  summary: 'Links to books and their clicks by book and day, of a month.',
  tag: 'admin',
  access: 'user',
  permission: 'offers:read',
  stepUp: true,
  query: z.strictObject({
    month: z
      .string()
      .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
      .optional()
      .meta({ description: 'In UTC; this month when left out.' }),
  }),
  replies: { 200: z.array(ClickCount).max(1_000) },
  errors: [],
});
