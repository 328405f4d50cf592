import { unblockedPart } from '#core/graph';
import { isYoung } from '#core/limits';
import { mentionRefusal, mentionsStranger, noSuchPersonAt, type UserCard, youngRefusal } from '#core/users';
import type { Part } from '#data/transaction';
import type { DomainError } from '#errors';
import { excerptOf, isLong } from '#platform/excerpt';
import type { UserId } from '#schemas/common';
import type { NewMention } from '#schemas/item-views';

/** A text with its mentions, as it came. */
interface NewText {
  readonly text?: string | undefined;
  readonly mentions: readonly NewMention[];
}

/** The people whom a text may mention. */
interface Mentionable {
  readonly cards: ReadonlyMap<UserId, UserCard>;
  readonly sights: { readonly of: (userId: UserId) => string };
  /** Those of the mentioned who follow the author. Read for a young account alone. */
  readonly followers: ReadonlySet<UserId>;
}

/**
 * @throws INVALID_INPUT for a mention whose place is wrong or whose person the author does not see, and for what an account of less than a
 * day may not write yet
 */
export function assertWritable(authorId: UserId, { text = '', mentions }: NewText, people: Mentionable, now: Date): void {
  const seen = new Map([...people.cards].filter(([userId]) => people.sights.of(userId) !== 'nothing'));
  const refusal = mentionRefusal(text, mentions, seen) ?? youngRefusal(authorId, { text }, now);
  if (refusal) throw refusal;
  const stranger = isYoung(authorId, now)
    ? mentions.findIndex(({ userId }) => userId !== authorId && !people.followers.has(userId))
    : -1;
  if (stranger >= 0) throw mentionsStranger(stranger);
}

/** A text as a row keeps it: the beginning of one over 1 KB, whose whole stands in the row of its revision. */
export const keptText = (text: string | undefined) =>
  text !== undefined && isLong(text) ? { text: excerptOf(text), textCut: true } : { text, textCut: false };

/**
 * One part for each person with whom a write brings its author together. Refused while one of the two has blocked the other, also when that
 * happens at the same moment. 2 WRU each.
 * @param others by the refusal for each; one person under several takes the first
 */
export function pairParts(authorId: UserId, others: readonly { readonly userId: UserId; readonly refusal: () => DomainError }[]) {
  const apart = new Map(others.toReversed().map((other) => [other.userId, other]));
  apart.delete(authorId);
  const named = [...apart.values()].map(({ userId, refusal }) => [`pair ${userId}`, userId, refusal] as const);
  return {
    parts: Object.fromEntries(named.map(([name, userId]): [string, Part] => [name, unblockedPart(authorId, userId)])),
    refusals: Object.fromEntries(named.map(([name, , refusal]) => [name, refusal])),
  };
}

/** Those whom a text mentions, for pairParts(). */
export const mentionedPairs = (mentions: readonly NewMention[]) =>
  mentions.map(({ userId }, i) => ({ userId, refusal: () => noSuchPersonAt(i) }));
