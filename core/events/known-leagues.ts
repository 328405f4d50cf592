import type { EventId } from '#schemas/common';
import type { League } from '#schemas/sports';

/** Events whose league is remembered; of some 100 bytes each they take a megabyte. */
const MOST = 10_000;

/** The league of each event that this function has read: it never changes. */
const leagues = new Map<EventId, League>();

/** Remembers the league of an event, and forgets the oldest one beyond the bound. */
export function rememberLeague({ eventId, league }: { readonly eventId: EventId; readonly league: League }): void {
  leagues.set(eventId, league);
  const oldest = leagues.keys().next().value;
  if (leagues.size > MOST && oldest !== undefined) leagues.delete(oldest);
}

/** The leagues of these events, each once; null where one of the events is not known here. */
export function knownLeagues(eventIds: readonly EventId[]): readonly League[] | null {
  const found = eventIds.map((eventId) => leagues.get(eventId));
  return found.every((league) => league !== undefined) ? [...new Set(found)] : null;
}
