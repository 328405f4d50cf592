import type { EntryFacts } from '#schemas/grade';
import type { Reading } from '../leg.ts';

/**
 * The facts about one competitor or player: by name when entries are listed, else the facts themselves, which then speak of the one that is graded.
 * Null when entries are listed and this one is not among them.
 */
export function entryOf({ facts, leg }: Reading, name: string = leg.subject ?? leg.selection): EntryFacts | null {
  if (!facts.entries) return facts;
  return Object.hasOwn(facts.entries, name) ? (facts.entries[name] ?? null) : null;
}

export interface Tie {
  /** How many share the place; one when nobody does. */
  readonly k: number;
  /** How many of the paying places are left for them. */
  readonly places: number;
}

/** Who shares a finishing place with whom, as stated or counted among the entries. */
export function tieFor(entry: EntryFacts, { facts }: Reading, paying: number): Tie {
  if (entry.tied) return entry.tied;
  const position = entry.position ?? 1;
  const sharing = Object.values(facts.entries ?? {}).filter((other) => other.position === position).length;
  return { k: Math.max(1, sharing), places: paying - position + 1 };
}
