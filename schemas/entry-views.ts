import * as z from 'zod';
import { Author, ConversationId, Instant, PickId } from './common.ts';
import { GAME } from './events.ts';
import { ReactionName } from './item-counts.ts';
import { Mention, MOST_MENTIONS } from './item-views.ts';
import { MarketName } from './market-name.ts';
import { ChatMediaView } from './media.ts';
import { PickView } from './pick-views.ts';

/** The largest number of an entry that a query may name. */
export const LARGEST_SEQ = 999_999_999;

/** Of a reply with entries of conversations. */
export const EntriesMeta = z.strictObject({
  archived: z.boolean().meta({ description: 'Some of the entries came from the archive, which takes longer.' }),
});

const Seq = z
  .int()
  .min(1)
  .max(LARGEST_SEQ)
  .meta({ description: 'The number of an entry. The first of a conversation is 1, and none is missing.' });

/** The kinds of entry that a person writes. */
export const MESSAGE_TYPES = ['text', 'image', 'file', 'voice', 'slip', 'analysis'] as const;
export const MessageType = z.enum(MESSAGE_TYPES).meta({ id: 'MessageType' });
export type MessageType = z.infer<typeof MessageType>;

export const Confidence = z.enum(['low', 'medium', 'high']).meta({ id: 'Confidence' });

const Quote = z
  .strictObject({
    seq: Seq,
    unavailable: z.boolean().meta({ description: 'You may not see it, or it is no more.' }),
    type: MessageType.nullable(),
    sender: Author.nullable(),
    excerpt: z.string().nullable().meta({ description: 'The beginning of its text.' }),
  })
  .meta({ id: 'MessageQuote', description: 'The message that another one answers.' });
export type MessageQuote = z.infer<typeof Quote>;

const entry = {
  id: z.string().meta({ description: 'The id of the conversation, `_`, and the number of the entry.' }),
  conversationId: ConversationId,
  seq: Seq,
  at: Instant,
  sender: Author.nullable().meta({ description: 'Null when the account is gone, and for the removal by a moderator.' }),
};
const authorBlocked = z.boolean().meta({ description: 'You or the sender have blocked the other.' });
const message = {
  ...entry,
  authorBlocked,
  clientMessageId: z.string().nullable().meta({ description: "The sender's own id; null for everybody else." }),
  replyTo: Quote.nullable(),
  revision: z.int().min(1),
  editedAt: Instant.nullable(),
  reactions: z
    .array(
      z.strictObject({ name: ReactionName, count: z.int().min(1), reacted: z.boolean().meta({ description: 'You did too.' }) }),
    )
    .meta({ description: 'Without those of people whom a block parts from you.' }),
};

const mentions = z.array(Mention).max(MOST_MENTIONS);

export const ChangeKind = z.enum([
  'created',
  'accepted',
  'added',
  'joined',
  'removed',
  'left',
  'role',
  'owner',
  'renamed',
  'history',
  'picture',
  'edited',
  'deleted',
  'pinned',
  'unpinned',
  'reacted',
  'unreacted',
]);
export type ChangeKind = z.infer<typeof ChangeKind>;
export const MemberRole = z.enum(['owner', 'admin', 'member']).meta({ id: 'MemberRole' });
export type MemberRole = z.infer<typeof MemberRole>;
/** The part of a group's log that a new member sees. */
export const GroupHistory = z.enum(['joined', 'all']).meta({
  id: 'GroupHistory',
  description: 'The messages that somebody who is added from now on sees: those since they joined, or all.',
});
export type GroupHistory = z.infer<typeof GroupHistory>;

const AnalysedGame = z.strictObject(GAME).meta({ id: 'AnalysedGame' });

export const EntryView = z
  .discriminatedUnion('type', [
    z.strictObject({ ...message, type: z.literal('text'), text: z.string(), mentions }).meta({ id: 'TextMessage' }),
    z
      .strictObject({ ...message, type: z.literal('image'), text: z.string().nullable(), mentions, media: ChatMediaView })
      .meta({ id: 'ImageMessage' }),
    z
      .strictObject({ ...message, type: z.literal('file'), text: z.string().nullable(), mentions, media: ChatMediaView })
      .meta({ id: 'FileMessage' }),
    z.strictObject({ ...message, type: z.literal('voice'), media: ChatMediaView }).meta({ id: 'VoiceMessage' }),
    z
      .strictObject({
        ...message,
        type: z.literal('slip'),
        text: z.string().nullable(),
        mentions,
        pickId: PickId,
        pick: PickView.nullable().meta({ description: 'The pick as it stands now; null where you may not see it.' }),
      })
      .meta({ id: 'SlipMessage' }),
    z
      .strictObject({
        ...message,
        type: z.literal('analysis'),
        event: AnalysedGame.nullable(),
        market: MarketName,
        lean: z.string(),
        confidence: Confidence,
        text: z.string(),
        mentions,
      })
      .meta({ id: 'AnalysisMessage', description: 'An opinion on a game. It is no pick, and counts in no record.' }),
    z
      .strictObject({ ...entry, type: z.literal('deleted') })
      .meta({ id: 'DeletedMessage', description: 'The place of a message whose words are gone.' }),
    z
      .strictObject({
        ...entry,
        authorBlocked,
        type: z.literal('change'),
        change: ChangeKind,
        user: Author.nullable().meta({ description: 'The person whom it is about; null for none, or when the account is gone.' }),
        role: MemberRole.nullable(),
        name: z.string().nullable(),
        history: GroupHistory.nullable(),
        reaction: ReactionName.nullable(),
        target: Seq.nullable().meta({ description: 'The number of the message that was edited, deleted, pinned or reacted to.' }),
        before: z
          .string()
          .nullable()
          .meta({ description: 'The text before an edit; null where you do not see the message, or it is deleted.' }),
      })
      .meta({ id: 'ConversationChange', description: 'A change of the group or of its members.' }),
  ])
  .meta({ id: 'Entry' });
export type EntryView = z.infer<typeof EntryView>;
