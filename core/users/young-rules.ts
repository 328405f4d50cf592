import { isYoung } from '#core/limits';
import { type DomainError, invalid } from '#errors';
import { hasLink } from '#platform/links';
import type { UserId } from '#schemas/common';

/**
 * The refusal of words that an account of less than a day may not write yet; null for none.
 * @param words by the name of their field
 */
export function youngRefusal(
  userId: UserId,
  words: Readonly<Record<string, string | null | undefined>>,
  now: Date,
): DomainError | null {
  if (!isYoung(userId, now)) return null;
  const [field] = Object.entries(words).find(([, text]) => text && hasLink(text)) ?? [];
  return field === undefined ? null : invalid(field, 'There are no links on the first day of an account.');
}
