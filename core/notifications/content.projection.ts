/**
 * People are told of comments, replies, mentions and reactions, and of the new items of authors whose bell they have turned on.
 * Replay contract: a message names facts, and its consumer looks up which of them stand. So a record that comes again, late or in another order
 * leads to the same notifications. A fact of a row that was there before may have been told before: it is marked (`again`), and tells nobody.
 */
import {
  commentOfImage,
  itemRef,
  postOfImage,
  reactionOfImage,
  type StoredComment,
  type StoredPost,
  type StoredReaction,
  stands,
} from '#core/content';
import { hasBells } from '#core/graph';
import { pickOfImage, type StoredPick } from '#core/picks';
import { mentionedIn } from '#core/users';
import { mapConcurrently } from '#platform/map-concurrently';
import { batchProjection, type TableChange } from '#platform/projection';
import type { UserId } from '#schemas/common';
import { MOST_ITEMS, sendLater } from './delivery.ts';
import { markOf, markOfItem, ONLY, subjectOf, subjectOfComment } from './group-rules.ts';
import { tellFacts } from './notify.ts';
import type { FactFor } from './tell-messages.ts';

/** Authors whose bells are looked up at the same time. */
const AT_ONCE = 10;

/** The row, where it is there to be read. */
const readable = <Row extends Pick<StoredComment, 'deletedAt' | 'hiddenAt'>>(row: Row | null): Row | null =>
  row && stands(row) ? row : null;
const some = <One>(all: readonly One[]): readonly One[] | null => (all.length > 0 ? all : null);
const nameOf = ({ userId, kind, subject }: FactFor): string => `${userId} ${kind} ${subject}`;

/** The facts of one of two rows alone. Those of a row that was there before may have been told. */
function changed(before: readonly FactFor[], after: readonly FactFor[], again: boolean): FactFor[] {
  const [was, is] = [new Set(before.map(nameOf)), new Set(after.map(nameOf))];
  const all = [...before.filter((one) => !is.has(nameOf(one))), ...after.filter((one) => !was.has(nameOf(one)))];
  return again ? all.map((one) => ({ ...one, fact: { ...one.fact, again: true } })) : all;
}

/** A comment tells the author of its parent, the author of the item, and whom it mentions: each person once, and never its own author. */
function factsIn(comment: StoredComment): FactFor[] {
  const { commentId, itemType, itemId, ownerId, parentId, parentAuthorId, authorId, mentions } = comment;
  const item = itemRef(itemType, itemId);
  const fact = { by: authorId, mark: markOf(commentId), id: commentId };
  const all: FactFor[] = [
    ...(parentAuthorId
      ? [{ userId: parentAuthorId, kind: 'reply' as const, subject: subjectOfComment(parentId, item), fact }]
      : []),
    { userId: ownerId, kind: 'new-comment', subject: subjectOf(itemType, itemId), fact },
    ...mentionedIn(mentions).map((userId) => ({
      userId,
      kind: 'mention' as const,
      subject: subjectOfComment(commentId, item),
      fact: { by: authorId, mark: ONLY },
    })),
  ];
  return [...new Map(all.toReversed().map((one) => [one.userId, one])).values()].filter(({ userId }) => userId !== authorId);
}

/** The facts to look at after a change of a comment. */
export function factsOfComment({ before, after }: TableChange<StoredComment>): readonly FactFor[] | null {
  const [was, is] = [readable(before), readable(after)];
  return some(changed(was ? factsIn(was) : [], is ? factsIn(is) : [], before !== null));
}

/** The mentions in a post, but for its author's own. */
const mentionsIn = ({ postId, authorId, mentions }: StoredPost): FactFor[] =>
  mentionedIn(mentions).flatMap((userId) =>
    userId === authorId
      ? []
      : [{ userId, kind: 'mention' as const, subject: subjectOf('post', postId), fact: { by: authorId, mark: ONLY } }],
  );

/** The mentions to look at after a change of a post. A note is kept of each that was told, so that one that an edit brings is told. */
export function factsOfPost({ before, after }: TableChange<StoredPost>): readonly FactFor[] | null {
  const [was, is] = [readable(before), readable(after)];
  return some(changed(was ? mentionsIn(was) : [], is ? mentionsIn(is) : [], false));
}

/** The fact to look at after a change of somebody's reactions to an item: the first of them, or that none is left. */
export function factOfReaction({ before, after }: TableChange<StoredReaction>): FactFor | null {
  const row = after ?? before;
  const isOn = (one: StoredReaction | null) => one !== null && one.on.length > 0;
  if (row === null || row.userId === row.ownerId || isOn(before) === isOn(after)) return null;
  const fact = { by: row.userId, mark: ONLY, ...(before !== null && { again: true as const }) };
  return { userId: row.ownerId, kind: 'reaction', subject: subjectOf(row.itemType, row.itemId), fact };
}

export const tellComments = batchProjection({
  name: 'tell-comments',
  entity: 'comment',
  row: commentOfImage,
  when: factsOfComment,
  runAll: (facts) => tellFacts(facts.flat()),
});

export const tellMentions = batchProjection({
  name: 'tell-mentions',
  entity: 'post',
  row: postOfImage,
  when: factsOfPost,
  runAll: (facts) => tellFacts(facts.flat()),
});

export const tellReactions = batchProjection({
  name: 'tell-reactions',
  entity: 'reaction',
  row: reactionOfImage,
  when: factOfReaction,
  runAll: (facts) => tellFacts(facts),
});

/** An item of an author that is new, gone, or shown again. */
interface Rung {
  readonly authorId: UserId;
  readonly fact: FactFor['fact'];
}

/** The item to ring for after a change of a post. */
export function ringOfPost({ before, after }: TableChange<StoredPost>): Rung | null {
  const row = after ?? before;
  if (row === null || (readable(before) === null) === (readable(after) === null)) return null;
  const fact = { by: row.postId, mark: markOfItem('post'), ...(before !== null && { again: true as const }) };
  return { authorId: row.authorId, fact };
}

/** The item to ring for after a change of a pick: a new one, unless its author keeps it out of feeds. */
export const ringOfPick = ({ before, after }: TableChange<StoredPick>): Rung | null =>
  before || !after || after.unshared ? null : { authorId: after.authorId, fact: { by: after.pickId, mark: markOfItem('pick') } };

export const ringForPost = batchProjection({
  name: 'ring-for-post',
  entity: 'post',
  row: postOfImage,
  when: ringOfPost,
  runAll: ring,
});

export const ringForPick = batchProjection({
  name: 'ring-for-pick',
  entity: 'pick',
  row: pickOfImage,
  when: ringOfPick,
  runAll: ring,
});

/** Sends a message for each author with a bell that is on, whatever number of people has turned it on. 0.5 RRU an author. */
async function ring(rung: readonly Rung[]): Promise<void> {
  const authors = [...Map.groupBy(rung, ({ authorId }) => authorId)];
  const heard = await mapConcurrently(authors, AT_ONCE, async ([authorId, all]) =>
    (await hasBells(authorId)) ? { authorId, all } : null,
  );
  const messages = heard.flatMap((one) =>
    one === null
      ? []
      : Array.from({ length: Math.ceil(one.all.length / MOST_ITEMS) }, (_, i) => ({
          task: 'ring' as const,
          authorId: one.authorId,
          facts: one.all.slice(i * MOST_ITEMS, (i + 1) * MOST_ITEMS).map(({ fact }) => fact),
          after: null,
        })),
  );
  if (messages.length > 0) await sendLater(messages);
}
