import type { EntryFacts } from '#schemas/settlement';
import type { Reading } from '../leg.ts';

/**
 * The facts about one competitor or player: by name when entries are listed, else the facts themselves, which then speak of the one that is graded.
 * Null when entries are listed and this one is not among them.
 */
export function entryOf(
  { facts, leg }: Pick<Reading, 'facts' | 'leg'>,
  name: string = leg.subject ?? leg.selection,
): EntryFacts | null {
  if (!facts.entries) return facts;
  return Object.hasOwn(facts.entries, name) ? (facts.entries[name] ?? null) : null;
}

export interface Tie {
  /** The number of competitors on the place; one without a tie. */
  readonly k: number;
  /** The number of paying places left for them. */
  readonly places: number;
}

/**
 * The tie of an entry: as stated, or counted among the entries. The places left follow from its position; without one they are as stated.
 */
export function tieFor(entry: EntryFacts, { facts }: Pick<Reading, 'facts'>, paying: number): Tie {
  const { position, tied } = entry;
  const sharing = Object.values(facts.entries ?? {}).filter(
    (other) => position !== undefined && other.position === position,
  ).length;
  const places = position === undefined ? (tied?.places ?? paying) : paying - position + 1;
  return { k: tied?.k ?? Math.max(1, sharing), places };
}
