import type { Part } from '#data/transaction';
import { hiddenCommentPart } from './comment.store.ts';
import { hiddenPostPart } from './post.store.ts';

/** A text that a moderator may hide. */
export interface HideableText {
  readonly type: 'post' | 'comment';
  readonly id: string;
}

/**
 * Hides a post or a comment from everybody, its author included, or shows it again: a part of the transaction that records the decision.
 * Refused when there is no such text, or its author has deleted it. 2 WRU.
 * @param hiddenAt null shows it again
 * @public
 */
export const hideTextPart = ({ type, id }: HideableText, hiddenAt: string | null): Part =>
  type === 'post' ? hiddenPostPart(id, hiddenAt) : hiddenCommentPart(id, hiddenAt);
