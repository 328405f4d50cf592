import { type Entries, placesProblem } from '#core/grading';
import type { EntryFacts } from '#schemas/settlement';

/**
 * A leaderboard as one cell of a file: `1 Scottie Scheffler -10; T3 Shane Lowry -5; T3 Cameron Smith -5; CUT Tiger Woods 147; DNS Paul Casey`.
 * Each part has a place or a word, a name and, if it is known, a score: strokes, or `E`, `-5`, `+3` to par. `CUT` missed the cut, `WD` and
 * `DQ` were out before it, `MDF` was past it and has no place, `DNS` never started.
 */

const OUT: Readonly<Record<string, EntryFacts>> = {
  CUT: { cut: 'missed' },
  WD: { cut: 'withdrew' },
  DQ: { cut: 'withdrew' },
  MDF: { cut: 'made', finished: false },
  DNS: { started: false },
};
const PART = /^(?:(T?)([1-9]\d{0,3})|([A-Z]{2,3})) +(\S.*?)(?: +(E|[-+]?\d{1,3}))?$/;

interface Line {
  readonly name: string;
  readonly facts: EntryFacts;
  /** True where the part says that its place is shared. */
  readonly isShared: boolean;
}

function lineOf(part: string): Line | null {
  const [, shared = '', place, word = '', name = '', score] = PART.exec(part) ?? [];
  const out = Object.hasOwn(OUT, word) ? OUT[word] : undefined;
  if (name === '' || (place === undefined && out === undefined)) return null;
  const facts = {
    ...(place === undefined ? out : { position: Number(place) }),
    ...(score !== undefined && { score: score === 'E' ? 0 : Number(score) }),
  };
  return { name: name.normalize('NFC'), facts, isShared: shared !== '' };
}

/** Those who have a place are past the cut, if one was held. */
function withCut(entries: Entries): Entries {
  const wasHeld = Object.values(entries).some(({ cut }) => cut === 'missed');
  if (!wasHeld) return entries;
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [
      name,
      entry.position === undefined ? entry : ({ ...entry, cut: 'made' } satisfies EntryFacts),
    ]),
  );
}

/** @returns the entries of the field by name, or what is wrong with the cell */
export function readLeaderboard(cell: string): { readonly entries: Entries } | { readonly problem: string } {
  const lines = new Map<string, Line>();
  for (const part of cell.split(';').map((text) => text.trim())) {
    if (part === '') continue;
    const line = lineOf(part);
    if (!line || line.name in {}) return { problem: `"${part}" is not a place or a word, a name and a score` };
    if (lines.has(line.name)) return { problem: `${line.name} stands twice` };
    lines.set(line.name, line);
  }
  const entries = withCut(Object.fromEntries([...lines.values()].map(({ name, facts }) => [name, facts])));
  const [, wrong] = placesProblem(entries) ?? [];
  if (wrong) return { problem: wrong };
  const shared = Map.groupBy(lines.values(), ({ facts }) => facts.position);
  const odd = [...lines.values()].find(
    ({ facts, isShared }) => facts.position !== undefined && isShared !== (shared.get(facts.position)?.length ?? 0) > 1,
  );
  if (!odd) return { entries };
  const place = odd.facts.position;
  return {
    problem: odd.isShared
      ? `nobody else has place ${place} of ${odd.name}`
      : `place ${place} of ${odd.name} is shared: T${place}`,
  };
}
