import type { EntryFacts } from '#schemas/settlement';

/** The facts of a field of competitors, by name. */
export type Entries = Readonly<Record<string, EntryFacts>>;

/** A field of a statement and what is wrong with it. */
export type FactProblem = readonly [field: string, message: string];

const isPlaced = ([, { position }]: readonly [string, EntryFacts]): boolean => position !== undefined;
export const hasPlaces = (entries: Entries | undefined): boolean => Object.entries(entries ?? {}).some(isPlaced);

/**
 * The first entry of a field that cannot be. A place counts everybody who is better, and those who share it share its number: `1, 2, 3, 3, 5`.
 * So a place that is left out or typed wrong is found. Competitors below the last place that is stated may be left out. Pure.
 */
export function placesProblem(entries: Entries): FactProblem | null {
  const named = Object.entries(entries);
  for (const [name, entry] of named) {
    const problem = entryProblem(entry);
    if (problem) return [`facts.entries.${name}.${problem[0]}`, problem[1]];
  }
  const placed = named.filter(isPlaced).toSorted(([, a], [, b]) => placeOf(a) - placeOf(b));
  for (const [i, [name, entry]] of placed.entries()) {
    const problem = placeProblem(entry, placed, i);
    if (problem) return [`facts.entries.${name}.${problem[0]}`, problem[1]];
  }
  return null;
}

const placeOf = ({ position = 0 }: EntryFacts): number => position;

/** A competitor without a place in the end has none beside that. */
function entryProblem({ started, position, tied, won, cut, finished, score }: EntryFacts): FactProblem | null {
  const isRanked = position !== undefined || tied !== undefined || won === true;
  const [field] = Object.entries({ position, tied, won: won || undefined, score }).find(([, value]) => value !== undefined) ?? [];
  if (started === false && (field || cut !== undefined || finished !== undefined))
    return ['started', 'a competitor who did not start has no other fact.'];
  if (!isRanked) return null;
  if (cut === 'missed' || cut === 'withdrew')
    return ['cut', `a competitor with a place has not ${cut === 'missed' ? 'missed the cut' : 'withdrawn'}.`];
  return finished === false ? ['finished', 'a competitor with a place has finished.'] : null;
}

function placeProblem(entry: EntryFacts, placed: readonly (readonly [string, EntryFacts])[], before: number): FactProblem | null {
  const place = placeOf(entry);
  const sharing = placed.filter(([, other]) => placeOf(other) === place).length;
  const better = placed.findIndex(([, other]) => placeOf(other) === place);
  if (before === better && place !== better + 1)
    return [
      'position',
      `${place} does not follow ${better} better places: ${better + 1} is due. A shared place stands as often as it is shared.`,
    ];
  if (entry.tied !== undefined && entry.tied.k !== sharing)
    return ['tied', `${entry.tied.k} are tied, and ${sharing} have this place.`];
  if (entry.won === true && (place > 1 || sharing > 1)) return ['won', 'a winner is first alone.'];
  if (entry.won === false && place === 1 && sharing === 1) return ['won', 'who is first alone has won.'];
  return null;
}
