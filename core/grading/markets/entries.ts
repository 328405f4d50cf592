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
  /** How many share the place; one when nobody does. */
  readonly k: number;
  /** How many of the paying places are left for them. */
  readonly places: number;
}

/**
 * Who shares a finishing place with whom: as stated, or counted among the entries. A known position tells how many places are left from it on; without
 * one the statement does.
 */
export function tieFor(entry: EntryFacts, { facts }: Pick<Reading, 'facts'>, paying: number): Tie {
  const { position, tied } = entry;
  const sharing = Object.values(facts.entries ?? {}).filter(
    (other) => position !== undefined && other.position === position,
  ).length;
  const places = position === undefined ? (tied?.places ?? paying) : paying - position + 1;
  return { k: tied?.k ?? Math.max(1, sharing), places };
}
