import type { EventFacts } from './event-facts.ts';

/** A team's name as names are compared: composed letters in lower case, without spaces around. */
const teamKey = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** The two teams of a game as one text, whichever of them is at home. */
export const pairOf = ({ home, away }: EventTeams): string => [home, away].map(teamKey).toSorted().join(' v ');

type EventTeams = Pick<EventFacts, 'home' | 'away'>;

/** `turned`: the event's away team is shown at home. `other`: at least one name is not the event's. */
export type Sides = 'same' | 'turned' | 'other';

/** Compares the teams of a shown game with those that the event was made with. */
export function sidesOf(event: EventTeams, shown: EventTeams): Sides {
  if (pairOf(event) !== pairOf(shown)) return 'other';
  return teamKey(event.home) === teamKey(shown.home) ? 'same' : 'turned';
}
