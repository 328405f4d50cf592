import type { PickStatus } from '#schemas/pick-views';

/** The part of a pick's status that its facts decide. A `pending` pick is open or locked, by the clock. */
export const PHASES = ['pending', 'needs_review', 'settled', 'withdrawn'] as const;
export type Phase = (typeof PHASES)[number];

export function phaseOf(pick: {
  readonly withdrawnAt?: string | undefined;
  readonly outcome?: { readonly result: string } | undefined;
}): Phase {
  if (pick.withdrawnAt !== undefined) return 'withdrawn';
  if (pick.outcome === undefined || pick.outcome.result === 'open') return 'pending';
  return pick.outcome.result === 'ungradeable' ? 'needs_review' : 'settled';
}

/** The phase of all picks that a list of this status shows. */
export const phaseOfStatus = (status: PickStatus): Phase => (status === 'open' || status === 'locked' ? 'pending' : status);

interface FacetedPick {
  readonly kind: string;
  readonly legs: readonly {
    readonly sport: string;
    readonly league: string;
    readonly market: string;
    readonly eventId: string;
  }[];
}

const EVENT = '#';
/** The end of an event's id, which is random: enough to leave out nearly every other event. */
export const eventFacet = (eventId: string): string => `${EVENT}${eventId.slice(-8)}`;

/**
 * The words by which lists filter a pick without reading it: its kind, and the sport, league, market and event of each leg. A change of a
 * pick keeps all of them.
 */
export const facetsOf = ({ kind, legs }: FacetedPick): string[] => [
  ...new Set([kind, ...legs.flatMap(({ sport, league, market, eventId }) => [sport, league, market, eventFacet(eventId)])]),
];

/** The number of events of a pick with these facets. */
export const eventsIn = (facets: readonly string[]): number => facets.filter((facet) => facet.startsWith(EVENT)).length;
