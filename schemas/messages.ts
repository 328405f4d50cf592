import * as z from 'zod';
import { ACKS, RequestId } from './actions.ts';
import { CHAT_PUSHES } from './chat-pushes.ts';
import { EventId, Instant, MediaId, PickId, Units } from './common.ts';
import { FailureDetails } from './error-details.ts';
import { ERROR_STATUS, type ErrorCode } from './errors.ts';
import { PurposeName, RefusalReason } from './media.ts';
import { NotificationGroup, type Priority } from './notifications.ts';
import { PickResult } from './pick-result.ts';

/**
 * Messages that the server sends over a socket: `{type, ...}`. A reply or an error names the `requestId` of what it answers; a notification
 * has an `id`, which is the same when it comes twice. Nothing is ordered.
 */

// ---- what answers a client's message, beside the replies of schemas/actions.ts

export const ErrorMessage = z
  .strictObject({
    type: z.literal('error'),
    requestId: RequestId.nullable().meta({ description: 'Null when the message did not say a readable one.' }),
    error: z.strictObject({
      code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]]),
      message: z.string(),
      details: FailureDetails,
    }),
  })
  .meta({
    id: 'ErrorMessage',
    description: 'A message was refused. The socket stays open; the codes are those of the HTTP API.',
  });

// ---- hints that something can be read anew

export const FeedNewMessage = z
  .strictObject({
    type: z.literal('feed.new'),
    count: z.int().min(1).meta({ description: 'Items that this message is about.' }),
    newest: z.uuidv7().meta({ description: 'The newest of them. A message with one that you know is a repeat.' }),
  })
  .meta({
    id: 'FeedNew',
    description:
      'There are new items in `GET /feed/following`. It may be lost; items of authors with 1,000 followers bring none.',
  });

// ---- notifications

/** A kind of notification: the only place to add one. The union of messages, their names and AsyncAPI are derived from these rows. */
interface Kind<Data extends z.ZodObject> {
  /** The description in AsyncAPI. */
  readonly summary: string;
  readonly data: Data;
  /** Names the news and not its sending, so that a client drops what it has seen: a repeat of a queue, a job that ran twice. */
  readonly id: (data: z.output<Data>) => string;
  readonly priority: Priority;
}
const kind = <Data extends z.ZodObject>(row: Kind<Data>): Kind<Data> => row;

export const NOTIFICATIONS = {
  // A kick-off notifies thousands at once, and an app knows the start from the pick itself: others go first.
  'pick.locked': kind({
    summary:
      'A pick can no longer be changed: its event has started, or the first of a ticket’s, which is the one that is named.',
    data: z.strictObject({ pickId: PickId, eventId: EventId, lockedAt: Instant }),
    id: ({ pickId }) => `${pickId}.locked`,
    priority: 'low',
  }),
  'pick.settled': kind({
    summary:
      'A pick was decided; or, after a correction, decided otherwise, opened again with a profit of zero, or taken into review.',
    data: z.strictObject({
      pickId: PickId,
      version: z.int().min(1).meta({ description: 'Counts the outcomes of this pick; the highest one stands.' }),
      result: PickResult,
      profitUnits: Units,
      settledAt: Instant.meta({
        description: 'The time at which the fact that first decided it was recorded; corrections do not move it.',
      }),
      reason: z.string().nullable(),
      review: z.string().nullable().meta({
        description: 'A code that says why somebody is asked to look at the newest facts; what is said here counts until then.',
      }),
      corrected: z
        .boolean()
        .meta({ description: 'True when a decision stood until now: it changed, fell (`open`), or was taken into review.' }),
    }),
    id: ({ pickId, version }) => `${pickId}.settled.${version}`,
    priority: 'standard',
  }),
  'media.ready': kind({
    summary: 'An upload of yours can be shown and attached: `GET /media/{mediaId}` has its addresses.',
    data: z.strictObject({ mediaId: MediaId, purpose: PurposeName }),
    id: ({ mediaId }) => `${mediaId}.ready`,
    priority: 'standard',
  }),
  'media.refused': kind({
    summary:
      'An upload of yours was refused after it had arrived. One that never arrived, or hung on nothing for a day, brings none.',
    data: z.strictObject({ mediaId: MediaId, purpose: PurposeName, reason: RefusalReason }),
    id: ({ mediaId }) => `${mediaId}.refused`,
    priority: 'standard',
  }),
};

export type NotificationType = keyof typeof NOTIFICATIONS;
type DataSchema<T extends NotificationType> = (typeof NOTIFICATIONS)[T]['data'];

/** A notification as a domain asks for it; its `id` and `at` are added when it is sent. */
export type NotificationBody = {
  readonly [T in NotificationType]: { readonly type: T; readonly data: z.output<DataSchema<T>> };
}[NotificationType];

const message = <Type extends string, Data extends z.ZodObject>(type: Type, data: Data) =>
  z.strictObject({
    type: z.literal(type),
    id: z.string().meta({ description: 'Names this message; the same id is the same news, sent again.' }),
    at: Instant.meta({ description: 'The time at which the news was sent on its way.' }),
    data,
  });

/** A row of the list of notifications: sent by the consumer that wrote it, at most once in 10 seconds. */
export const GroupMessage = message('notification', NotificationGroup).meta({
  id: 'GroupMessage',
  description: 'A notification is new or has changed, as `GET /notifications` shows it. Of one, at most one comes in 10 seconds.',
});
export type GroupMessage = z.infer<typeof GroupMessage>;

type KindSchema = {
  [T in NotificationType]: z.ZodObject<{ type: z.ZodLiteral<T>; id: z.ZodString; at: typeof Instant; data: DataSchema<T> }>;
}[NotificationType];

/** `pick.locked` is PickLocked in AsyncAPI. */
const nameOf = (type: string): string => type.replaceAll(/(?:^|\.)(\w)/g, (_, first: string) => first.toUpperCase());

/** The messages of all kinds, in the order of their rows. */
const KIND_MESSAGES = Object.entries(NOTIFICATIONS).map(([type, { data, summary }]) =>
  message(type, data).meta({ id: nameOf(type), description: summary }),
) as unknown as readonly [KindSchema, ...KindSchema[]];
export const NOTIFICATION_MESSAGES = [...KIND_MESSAGES, GroupMessage] as const;

export const Notification = z.discriminatedUnion('type', NOTIFICATION_MESSAGES);
export type Notification = z.infer<typeof Notification>;

export const ServerMessage = z.union([...ACKS, ErrorMessage, FeedNewMessage, ...CHAT_PUSHES, ...NOTIFICATION_MESSAGES]);
export type ServerMessage = z.infer<typeof ServerMessage>;
