import * as z from 'zod';
import { Author, Instant, ItemId, MessageId, PageQuery } from './common.ts';
import { contract } from './contract.ts';
import { ItemType } from './item-views.ts';

/** Notifications: what a user is told, where, and when. Sockets get each as the message `notification` (schemas/messages.ts). */

/** The delivery queue of a notification. Each has consumers of its own, so that a backlog in one delays no other. */
export type Priority = 'standard' | 'low';

/** The ways on which a kind is told: in the list and over sockets, to mobile devices, by e-mail. */
export const CHANNELS = ['in_app', 'push', 'email'] as const;
export type NotificationChannel = (typeof CHANNELS)[number];

interface KindOfNotification {
  /** The description in the API. */
  readonly summary: string;
  /**
   * The members that a notification collects: the people who did it, the picks that it happened to, the new posts and picks of one person, or its
   * thing alone.
   */
  readonly members: 'people' | 'picks' | 'items' | 'thing';
  readonly priority: Priority;
  /** It can be withdrawn and done again, and a note is kept that it was told. Then it is not told again. */
  readonly comesBack: boolean;
  /** Mobile pushes and e-mails of this kind do not wait for the end of the quiet hours. */
  readonly passesQuietHours: boolean;
  /** The channels that the kind has. Each of them is a switch of the preferences. */
  readonly channels: readonly NotificationChannel[];
  /** The channels of a user who has chosen nothing. */
  readonly defaults: Readonly<Record<NotificationChannel, boolean>>;
}
const kind = (row: KindOfNotification): KindOfNotification => row;

/** The kinds about the safety of an account: nobody can switch them off, and their e-mails go at once. */
export const SECURITY_KINDS = ['new-device'] as const;

/** The row of a kind that people cause, and may take back. */
const OF_PEOPLE = {
  members: 'people',
  priority: 'standard',
  comesBack: true,
  passesQuietHours: false,
  channels: CHANNELS,
  defaults: { in_app: true, push: true, email: false },
} as const;

/** The row of a kind about a moderator's decision on a thing. */
const OF_DECISIONS = {
  members: 'thing',
  priority: 'standard',
  comesBack: false,
  passesQuietHours: false,
  channels: CHANNELS,
  defaults: { in_app: true, push: true, email: false },
} as const;
/** The row of a kind about posts, picks and comments. Their own rows say if something comes back, so that no note is kept. */
const OF_CONTENT = { ...OF_PEOPLE, comesBack: false } as const;

/**
 * The kinds of notification: the only place to add one. Preferences, the enumeration of the API and the delivery are derived from these rows.
 */
export const NOTIFICATION_KINDS = {
  // A kick-off tells thousands at once, and an app knows the start from the pick itself: others go first.
  'pick-locked': kind({
    summary: 'Picks of yours can no longer be changed, since their event has started.',
    members: 'picks',
    priority: 'low',
    comesBack: false,
    passesQuietHours: true,
    channels: CHANNELS,
    defaults: { in_app: true, push: false, email: false },
  }),
  'pick-settled': kind({
    summary: 'Picks of yours on an event were decided, or decided otherwise after a correction.',
    members: 'picks',
    priority: 'standard',
    comesBack: false,
    passesQuietHours: false,
    channels: CHANNELS,
    defaults: { in_app: true, push: true, email: false },
  }),
  // A popular person gets hundreds a minute.
  'new-follower': kind({ ...OF_PEOPLE, summary: 'People follow you.', priority: 'low' }),
  'follow-request': kind({ ...OF_PEOPLE, summary: 'People ask to follow you, since your account is private.' }),
  'follow-accepted': kind({ ...OF_PEOPLE, summary: 'Somebody has accepted that you follow them.' }),
  'contact-request': kind({ ...OF_PEOPLE, summary: 'People ask to be your contact.' }),
  'contact-accepted': kind({ ...OF_PEOPLE, summary: 'Somebody has accepted to be your contact.' }),
  'content-hidden': kind({
    ...OF_DECISIONS,
    summary:
      'A moderator has hidden a post or a comment of yours, the words of a pick, or what you uploaded, or has deleted a message of yours.',
  }),
  'content-restored': kind({ ...OF_DECISIONS, summary: 'A moderator shows again what was hidden of yours.' }),
  'new-comment': kind({ ...OF_CONTENT, summary: 'People comment on a post or a pick of yours.' }),
  reply: kind({ ...OF_CONTENT, summary: 'People answer a comment of yours.' }),
  // Any number of edits can take a mention out of a text and put it in again.
  mention: kind({ ...OF_CONTENT, summary: 'Somebody mentions you in a post or a comment.', comesBack: true }),
  // A popular post gets hundreds a minute.
  reaction: kind({ ...OF_CONTENT, summary: 'People react to a post or a pick of yours.', priority: 'low' }),
  // One post can tell everybody who follows its author.
  bell: kind({
    ...OF_CONTENT,
    summary: 'An author whose bell you have turned on has posted, or has placed a pick.',
    members: 'items',
    priority: 'low',
  }),
  'export-ready': kind({
    summary: 'The export of everything about you is ready to download.',
    members: 'thing',
    priority: 'low',
    comesBack: false,
    passesQuietHours: false,
    channels: CHANNELS,
    defaults: { in_app: true, push: true, email: true },
  }),
  'new-device': kind({
    summary: 'A device has signed in to your account that never had. It cannot be switched off.',
    members: 'thing',
    priority: 'standard',
    comesBack: false,
    passesQuietHours: true,
    channels: CHANNELS,
    defaults: { in_app: true, push: true, email: true },
  }),
  // In the app a message is an entry of its conversation, whose unread counter says it: no row of the list, and no e-mail, says it again.
  message: kind({
    summary: 'Somebody writes to you in a conversation while no app of yours is connected.',
    members: 'thing',
    priority: 'standard',
    comesBack: false,
    passesQuietHours: false,
    channels: ['push'],
    defaults: { in_app: false, push: true, email: false },
  }),
} as const satisfies Readonly<Record<string, KindOfNotification>>;

type KindName = keyof typeof NOTIFICATION_KINDS;
const NAMES = Object.keys(NOTIFICATION_KINDS) as KindName[];
/** The kinds that are no rows of the list: they are told on mobile devices alone. */
const UNLISTED_KINDS = ['message'] as const;
/** A kind of the list. */
export type NotificationKind = Exclude<KindName, (typeof UNLISTED_KINDS)[number]>;
export const isListed = (name: KindName): name is NotificationKind => !(UNLISTED_KINDS as readonly KindName[]).includes(name);
export const NotificationKind = z.enum(NAMES.filter(isListed) as [NotificationKind, ...NotificationKind[]]);
/** A kind's row with the types that all rows share. */
export const rowOfKind = (name: KindName): KindOfNotification => NOTIFICATION_KINDS[name];
/** The kinds whose channels a user chooses. */
export type ChosenKind = Exclude<KindName, (typeof SECURITY_KINDS)[number]>;
export const isSecurity = (name: KindName): boolean => (SECURITY_KINDS as readonly KindName[]).includes(name);
export const CHOSEN_KINDS = NAMES.filter((name) => !isSecurity(name)) as ChosenKind[];

export const NotificationId = z.uuidv7().toLowerCase().brand<'NotificationId'>();
export type NotificationId = z.infer<typeof NotificationId>;

/** The most people that a notification shows by name. */
export const MOST_ACTORS_SHOWN = 3;
/** The most people or picks that a notification keeps. */
export const MOST_MEMBERS = 20;

export const SUBJECT_TYPES = ['event', 'pick', 'post', 'comment', 'user', 'session', 'media', 'message'] as const;

const Item = z.strictObject({ type: ItemType, id: ItemId });

const Subject = z
  .strictObject({
    type: z.enum(SUBJECT_TYPES),
    id: z
      .union([z.uuidv7(), MessageId])
      .meta({ description: 'A UUID; of a message the id of its conversation, `_`, and its number.' }),
    item: Item.nullable().meta({
      description: 'The item that the comment is on. Null for other subjects, and for a comment that a moderator has decided on.',
    }),
  })
  .meta({ id: 'NotificationSubject', description: 'The thing that the notification is about; opening it leads there.' });

export const NotificationGroup = z
  .strictObject({
    id: NotificationId,
    kind: NotificationKind,
    subject: Subject,
    actors: z.array(Author).max(MOST_ACTORS_SHOWN).meta({ description: 'The newest of the people who did it.' }),
    items: z
      .array(Item)
      .max(MOST_MEMBERS)
      .meta({ description: 'The newest of the picks that it happened to, or of what an author has posted and placed.' }),
    count: z
      .int()
      .min(1)
      .meta({
        description: `The number of those who did it, or of \`items\`. Beyond ${MOST_MEMBERS} it is the counter of the thing.`,
      }),
    at: Instant.meta({ description: 'The time of the first of it. It keeps its place in the list.' }),
    updatedAt: Instant.meta({ description: 'The time of the newest of it.' }),
    read: z.boolean(),
  })
  .meta({
    id: 'NotificationGroup',
    description: 'The news of one thing within 12 hours, until you read it: one row of the list.',
  });
export type NotificationGroup = z.infer<typeof NotificationGroup>;

/** The most that the count of unread notifications says. */
export const MOST_UNREAD = 99;
const Unread = z
  .strictObject({ unread: z.int().min(0).max(MOST_UNREAD) })
  .meta({ id: 'UnreadCount', description: `Notifications that are newer than those you have seen, up to ${MOST_UNREAD}.` });

const tag = 'notifications';

export const ListNotifications = contract({
  name: 'ListNotifications',
  method: 'GET',
  path: '/api/v1/notifications',
  summary: 'Your notifications of the last 60 days, newest first.',
  tag,
  access: 'user',
  query: PageQuery,
  replies: { 200: z.array(NotificationGroup) },
  paged: true,
  errors: [],
});

export const CountUnread = contract({
  name: 'CountUnread',
  method: 'GET',
  path: '/api/v1/notifications/unread-count',
  summary: 'The number of notifications that are newer than those you have seen.',
  tag,
  access: 'user',
  replies: { 200: Unread },
  errors: [],
});

export const MarkSeen = contract({
  name: 'MarkSeen',
  method: 'PUT',
  path: '/api/v1/notifications/seen',
  summary: 'You have seen the list down from this notification: it and all older ones count as unread no more.',
  tag,
  access: 'user',
  body: z.strictObject({ through: NotificationId.meta({ description: 'The newest notification that was shown.' }) }),
  replies: { 200: Unread },
  errors: [],
});

export const MarkRead = contract({
  name: 'MarkRead',
  method: 'PUT',
  path: '/api/v1/notifications/{notificationId}/read',
  summary: 'You have opened a notification. What happens to the same thing from now on is a new one.',
  tag,
  access: 'user',
  params: z.strictObject({ notificationId: NotificationId }),
  replies: { 204: 'empty' },
  errors: ['NOT_FOUND'],
});
