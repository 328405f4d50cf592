import * as z from 'zod';
import { Author, CommentId, Instant, ItemId, PickId, PostId, UserId } from './common.ts';
import { ItemCounts, ReactionName } from './item-counts.ts';
import { PickDetail, PickView } from './pick-views.ts';

/** The kinds of item that people read, react to and comment on. */
export const ItemType = z.enum(['post', 'pick']).meta({ id: 'ItemType' });
export type ItemType = z.infer<typeof ItemType>;

/** The most mentions in one text. */
export const MOST_MENTIONS = 10;

const place = { start: z.int().min(0).max(8_000), end: z.int().min(1).max(8_000) };

export const NewMentions = z
  .array(z.strictObject({ ...place, userId: UserId }))
  .max(MOST_MENTIONS)
  .refine((all) => all.every(({ start, end }, i) => start < end && start >= (all[i - 1]?.end ?? 0)), {
    message: 'mentions stand in the order of the text and do not overlap',
  })
  .meta({
    id: 'NewMentions',
    description: 'Places in the text, trimmed and in NFC, in UTF-16 units. Each reads @ and the present handle of the person.',
  });
export type NewMention = z.infer<typeof NewMentions>[number];

export const Mention = z.strictObject({ ...place, user: Author }).meta({
  id: 'Mention',
  description: 'A place in the text, in UTF-16 units, that reads @ and the present handle of the person.',
});
export type Mention = z.infer<typeof Mention>;

export const PostKind = z.enum(['text', 'pick', 'slip']).meta({ id: 'PostKind' });
export const PostVisibility = z.enum(['everyone', 'followers']).meta({ id: 'PostVisibility' });
export const WhoMayComment = z.enum(['everyone', 'followers', 'nobody']).meta({ id: 'WhoMayComment' });

const QuotedPick = z
  .strictObject({ id: PickId, unavailable: z.boolean(), pick: PickView.nullable() })
  .meta({ id: 'QuotedPick', description: 'A pick as it stands now. Null and unavailable where you may not see it.' });

const written = {
  text: z.string().nullable(),
  mentions: z.array(Mention).max(MOST_MENTIONS),
};

export const PostView = z
  .strictObject({
    id: PostId,
    author: Author,
    kind: PostKind,
    ...written,
    textCut: z.boolean().meta({ description: 'True where a long text is shown by its beginning, as in lists.' }),
    visibility: PostVisibility,
    whoMayComment: WhoMayComment,
    picks: z.array(QuotedPick).max(12),
    counts: ItemCounts,
    revision: z.int().min(1),
    createdAt: Instant,
    editedAt: Instant.nullable(),
  })
  .meta({ id: 'Post' });
export type PostView = z.infer<typeof PostView>;

export const OwnMarks = z
  .strictObject({ reactions: z.array(ReactionName), bookmarked: z.boolean(), muted: z.boolean() })
  .meta({ id: 'OwnMarks', description: 'Your own marks on an item. Without a token none.' });
export type OwnMarks = z.infer<typeof OwnMarks>;

/** A pick by itself or in a list of picks, with what its reader has done with it. */
export const MarkedPick = z.strictObject({ ...PickView.shape, own: OwnMarks }).meta({ id: 'MarkedPick' });
export type MarkedPick = z.infer<typeof MarkedPick>;
export const MarkedPickDetail = z.strictObject({ ...PickDetail.shape, own: OwnMarks }).meta({ id: 'MarkedPickDetail' });
export type MarkedPickDetail = z.infer<typeof MarkedPickDetail>;

/** A post or a pick, with what its reader has done with it. */
export const ItemView = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('post'), post: PostView, own: OwnMarks }).meta({ id: 'PostItem' }),
    z.strictObject({ type: z.literal('pick'), pick: PickView, own: OwnMarks }).meta({ id: 'PickItem' }),
  ])
  .meta({ id: 'Item' });
export type ItemView = z.infer<typeof ItemView>;

const Hidden = z.boolean().meta({ description: 'True on your own text that a moderator has hidden: nobody else sees it.' });

export const PostDetail = z.strictObject({ ...PostView.shape, hidden: Hidden, own: OwnMarks }).meta({ id: 'PostDetail' });
export type PostDetail = z.infer<typeof PostDetail>;

export const PostRevision = z.strictObject({ revision: z.int().min(1), at: Instant, ...written }).meta({ id: 'PostRevision' });
export type PostRevision = z.infer<typeof PostRevision>;

export const CommentView = z
  .strictObject({
    id: CommentId,
    item: z.strictObject({ type: ItemType, id: ItemId }),
    parentId: CommentId.nullable(),
    author: Author.nullable().meta({ description: 'Null for a comment that is deleted, and shown for its replies alone.' }),
    ...written,
    deleted: z.boolean(),
    hidden: Hidden,
    replies: z.int().min(0),
    createdAt: Instant,
    editedAt: Instant.nullable(),
  })
  .meta({ id: 'Comment' });
export type CommentView = z.infer<typeof CommentView>;

export const ReactionView = z
  .strictObject({ user: Author, names: z.array(ReactionName).min(1) })
  .meta({ id: 'Reaction', description: 'A person and their reactions to an item.' });
export type ReactionView = z.infer<typeof ReactionView>;
