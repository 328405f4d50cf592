import * as z from 'zod';

/** A UUID of version 7. Upper case is folded, since it names the same row. */
const Id = z.uuidv7().toLowerCase();

export const UserId = Id.brand<'UserId'>();
export type UserId = z.infer<typeof UserId>;

export const EventId = Id.brand<'EventId'>();
export type EventId = z.infer<typeof EventId>;

export const PickId = Id.brand<'PickId'>();
export type PickId = z.infer<typeof PickId>;

export const PostId = Id.brand<'PostId'>();
export type PostId = z.infer<typeof PostId>;

/** The id of an item of the feed: of a post or of a pick. */
export const ItemId = Id as unknown as z.ZodType<PickId | PostId, string>;

export const CommentId = Id.brand<'CommentId'>();
export type CommentId = z.infer<typeof CommentId>;

export const MediaId = Id.brand<'MediaId'>();
export type MediaId = z.infer<typeof MediaId>;
/**
 * The id of a conversation. One of two people is made of their two ids, so that a pair has one and its sender needs no look-up; a group's is a
 * UUID of version 7 (core/messaging/log/conversation-id.ts).
 */
export const ConversationId = z
  .string()
  .transform((id) => id.toLowerCase())
  .pipe(
    z
      .string()
      .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[07][0-9a-f]{3}-[0-389ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'must be the id of a conversation'),
  )
  .brand<'ConversationId'>()
  .meta({ description: 'The id of a conversation.' });
export type ConversationId = z.infer<typeof ConversationId>;

/** The id of a message: its conversation, `_`, and its number there. */
export const MessageId = z
  .string()
  .transform((id) => id.toLowerCase())
  .pipe(
    z
      .string()
      .regex(
        /^[0-9a-f]{8}-[0-9a-f]{4}-[07][0-9a-f]{3}-[0-389ab][0-9a-f]{3}-[0-9a-f]{12}_[1-9]\d{0,8}$/,
        'must be the id of a message',
      ),
  )
  .brand<'MessageId'>()
  .meta({ description: 'The id of a message.' });
export type MessageId = z.infer<typeof MessageId>;

/** An instant, ISO 8601 in UTC with milliseconds: `2026-11-23T18:00:00.000Z`. */
export const Instant = z.iso.datetime({ precision: 3 });

/** Units (of stake or profit) as a decimal string with 6 places: `"-1.000000"`. */
export const Units = z.string().regex(/^-?\d+\.\d{6}$/);

/** A whole number from `least` in a query, in decimal digits alone: neither `0x10` nor `1e1`. */
export const queryNumber = (most: number, least = 1) =>
  z.preprocess(
    (given) => (typeof given === 'string' ? Number(/^\d{1,9}$/.test(given) ? given : 'none') : given),
    z
      .number({ error: `must be a whole number from ${least} to ${most}, in decimal digits` })
      .int()
      .min(least)
      .max(most),
  );

/** SHA-256 as 64 hexadecimal digits in lower case. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in 64 lower-case hexadecimal digits');

/** The query of every list. The cursor is opaque, signed, and belongs to the query that it came from. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(1024).optional(),
  limit: queryNumber(100).default(20),
});

const HANDLE = '[a-z0-9_]{3,20}';
const UUID_V7 = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

/** A person in a path: the handle or the id. Upper case is folded. */
export const UserRef = z
  .string()
  .transform((user) => user.toLowerCase())
  .pipe(z.string().regex(new RegExp(`^(${HANDLE}|${UUID_V7})$`), 'must be a handle or the id of a user'))
  .meta({ description: 'A handle, or the id of a user.' });

/** True for an id, which no handle is as long as. */
export const isUserId = (user: string): user is UserId => user.length === 36;

/** 3 to 20 of a-z, 0-9 and _; upper case is folded, since handles do not differ by case. */
export const Handle = z
  .string()
  .transform((handle) => handle.toLowerCase())
  .pipe(z.string().regex(new RegExp(`^${HANDLE}$`), 'must be 3 to 20 of a-z, 0-9 and _'));

/** The picture of a person, square, beside their name. */
export const Avatar = z.strictObject({ '96': z.url(), '256': z.url() }).meta({ id: 'Avatar' });
export type Avatar = z.infer<typeof Avatar>;

/** A bettor as shown beside what they made. */
export const Author = z
  .strictObject({ id: UserId, handle: z.string(), displayName: z.string(), avatar: Avatar.nullable() })
  .meta({ id: 'Author' });
