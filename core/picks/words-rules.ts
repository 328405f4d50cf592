import type { User } from '#actor';
import { partialBanRefusal } from '#core/limits';
import { youngRefusal } from '#core/users';

/** The part of a pick that is in its author's own words, and the only part of it that a moderator hides. */
interface Words {
  readonly analysis?: string | null | undefined;
  readonly book?: string | null | undefined;
}

/**
 * Refuses words of somebody who is banned from posting, and links in those of an account of less than a day; names of books may look like one.
 * A pick without words is taken: it counts in the record. @throws BANNED, INVALID_INPUT
 */
export function assertMayWrite(actor: User, { analysis, book }: Words, now: Date): void {
  const banned = analysis || book ? partialBanRefusal(actor, 'posting') : null;
  const refusal = banned ?? youngRefusal(actor.userId, { analysis }, now);
  if (refusal) throw refusal;
}
