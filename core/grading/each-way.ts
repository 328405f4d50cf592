import type { EntryFacts, EventToGrade } from '#schemas/settlement';
import { gradeLeg } from './grade-leg.ts';
import type { LegToGrade } from './leg.ts';
import { entryOf, tieFor } from './markets/entries.ts';
import { type LegGrade, ungradeable } from './outcome.ts';
import type { Policy } from './policy.ts';

/**
 * The two grades of an each-way bet: to win, and to be placed. A stated tie without a position is one at the edge of the places, where a
 * runner has not won unless there is one place only. Without a number of places the facts must tell them, else the place half goes to
 * review.
 */
export function gradeHalves(
  leg: LegToGrade,
  event: EventToGrade,
  places: number | undefined,
  policy: Policy,
): [win: LegGrade, place: LegGrade] {
  const facts = event.facts ?? {};
  const entry = entryOf({ facts, leg }) ?? {};
  const position = positionOf(entry, places);
  const { k } = tieFor({ ...entry, position }, { facts }, 1);
  const { entries: _, ...shared } = facts;
  const own = { ...shared, ...entry, position, tied: k > 1 ? { k, places: 1 } : undefined };
  const known = { ...event, facts: own };
  const paying = places ?? placesTold(entry, position, k);
  const win = gradeLeg({ ...leg, market: 'outright', line: null }, known, policy);
  const place = gradeLeg({ ...leg, market: 'top_n', line: String(paying ?? 1) }, known, policy);
  // Without a position nobody is placed, whatever the terms.
  const unknown = paying === null && place.result === 'loss' && position !== undefined;
  return [win, unknown ? ungradeable('top_n', 'PLACES_MISSING') : place];
}

const NOT_FIRST = 2;
function positionOf({ position, tied, won }: EntryFacts, places: number | undefined): number | undefined {
  if (position !== undefined) return position;
  if (won === true) return 1;
  if (!tied) return undefined;
  return places === undefined ? NOT_FIRST : Math.max(1, places - tied.places + 1);
}

/** The winner is placed whatever the terms; a tie at the edge says how many places were left from its position on. */
function placesTold({ tied }: EntryFacts, position: number | undefined, k: number): number | null {
  if (position === 1) return k;
  return tied && position !== undefined ? position + tied.places - 1 : null;
}
