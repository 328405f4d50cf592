import type * as z from 'zod';
import type { User } from '#actor';
import { followersAmong } from '#core/graph';
import { isYoung } from '#core/limits';
import { mentionedIn } from '#core/users';
import { transact } from '#data/transaction';
import { DomainError } from '#errors';
import type { PostId } from '#schemas/common';
import type { PostDetail } from '#schemas/item-views';
import { type EditPost, MOST_POST_REVISIONS } from '#schemas/posts';
import { seesPost } from './item.visibility.ts';
import { deletedPostPart, editedPostPart, postById, type StoredPost } from './post.store.ts';
import { hiddenText, noSuchItem, peopleOf } from './see-item.ts';
import { showOwnPost } from './show-post.ts';
import { assertWritable, keptText, mentionedPairs, pairParts } from './write-rules.ts';

/**
 * Appends a text to the actor's own post.
 * @throws NOT_FOUND, FORBIDDEN also for one that a moderator has hidden, INVALID_INPUT, CONFLICT with the newer `revision`, LIMIT_REACHED
 * after 50 revisions
 */
export async function editPost(
  actor: User,
  postId: PostId,
  { text, mentions, revision }: z.output<typeof EditPost.body>,
  now: Date,
): Promise<PostDetail> {
  const post = await ownPost(actor, postId, now);
  if (post.deletedAt !== undefined) throw noSuchItem({ type: 'post' });
  if (post.hiddenAt !== undefined) throw hiddenText('post');
  if (post.revision !== revision) throw stale(post.revision);
  if (revision >= MOST_POST_REVISIONS)
    throw new DomainError('LIMIT_REACHED', `A post has at most ${MOST_POST_REVISIONS} revisions.`);
  const mentioned = mentionedIn(mentions);
  const [people, followers] = await Promise.all([
    peopleOf(actor, mentioned, now),
    isYoung(actor.userId, now) ? followersAmong(actor.userId, mentioned) : new Set<never>(),
  ]);
  assertWritable(actor.userId, { text, mentions }, { ...people, followers }, now);
  const edited: StoredPost = { ...post, ...keptText(text), mentions, revision: revision + 1, editedAt: now.toISOString() };
  const pairs = pairParts(actor.userId, mentionedPairs(mentions));
  const refused = await transact({ ...pairs.parts, post: editedPostPart(edited, { text, mentions }) });
  if (refused.has('post')) throw await staleNow(postId, post);
  for (const name of refused) throw pairs.refusals[name]?.() ?? new Error(`the part ${name} was refused`);
  return showOwnPost(actor, edited, now);
}

/** Deletes the actor's own post: nobody sees it any more. A second call changes nothing. @throws NOT_FOUND, FORBIDDEN */
export async function deletePost(actor: User, postId: PostId, now: Date): Promise<void> {
  const post = await ownPost(actor, postId, now);
  // Refused when it was deleted at the same time.
  if (post.deletedAt === undefined) await transact({ post: deletedPostPart(postId, now.toISOString()) });
}

/** @throws FORBIDDEN for a post of somebody else's that the actor sees, else NOT_FOUND */
async function ownPost(actor: User, postId: PostId, now: Date): Promise<StoredPost> {
  const post = await postById(postId);
  if (!post) throw noSuchItem({ type: 'post' });
  if (post.authorId === actor.userId) return post;
  const seen = seesPost(actor, post, await peopleOf(actor, [post.authorId], now));
  throw seen ? new DomainError('FORBIDDEN', 'This is the post of somebody else.') : noSuchItem({ type: 'post' });
}

const stale = (revision: number) =>
  new DomainError('CONFLICT', `This post is at revision ${revision} now.`, { field: 'revision', revision });

/** The refusal of an edit that came after another change. */
async function staleNow(postId: PostId, before: StoredPost): Promise<DomainError> {
  const post = await postById(postId);
  if (post?.hiddenAt !== undefined && post.deletedAt === undefined) return hiddenText('post');
  return !post || post.revision === before.revision ? noSuchItem({ type: 'post' }) : stale(post.revision);
}
