import type { EventNames } from './event-facts.ts';

/** A name as names are compared: composed letters in lower case, without spaces around. */
const nameKey = (name: string): string => name.normalize('NFC').trim().toLowerCase();

/** The two teams of a game as one text, whichever of them is at home; of an event with a field its title. */
export const pairOf = (names: EventNames): string =>
  names.title === null ? [names.home, names.away].map(nameKey).toSorted().join(' v ') : nameKey(names.title);

/** The names of a game alone. */
export const namesOf = (names: EventNames): EventNames =>
  names.title === null ? { home: names.home, away: names.away, title: null } : { home: null, away: null, title: names.title };

/** The names of a game in one text: `Los Angeles Rams v Chicago Bears`, or a title. */
export const nameOf = (names: EventNames): string => names.title ?? `${names.home} v ${names.away}`;

/** `turned`: the event's away team is shown at home. `other`: at least one name is not the event's. */
export type Sides = 'same' | 'turned' | 'other';

/** Compares the names of a shown game with those that the event was made with. Only sides can be turned round. */
export function sidesOf(event: EventNames, shown: EventNames): Sides {
  if (pairOf(event) !== pairOf(shown)) return 'other';
  if (event.title !== null || shown.title !== null) return event.title !== null && shown.title !== null ? 'same' : 'other';
  return nameKey(event.home) === nameKey(shown.home) ? 'same' : 'turned';
}
