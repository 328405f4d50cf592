import type { User } from '#actor';
import { partialBanRefusal } from '#core/limits';

/** The part of a pick that is in its author's own words, and the only part of it that a moderator hides. */
interface Words {
  readonly analysis?: string | null | undefined;
  readonly book?: string | null | undefined;
}

/** Refuses words of somebody who is banned from posting. A pick without words is taken: it counts in their record. @throws BANNED */
export function assertMayWrite(actor: User, { analysis, book }: Words): void {
  const refusal = analysis || book ? partialBanRefusal(actor, 'posting') : null;
  if (refusal) throw refusal;
}
