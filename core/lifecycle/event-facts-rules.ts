import type { EventFacts, EventHistory, EventState, StoredEvent } from '#core/events';
import type { EventFacts as GradedFacts } from '#schemas/grade';

/**
 * An event as the grading rules read it. The feed's silence (`needs_review`) grades nothing. A start that has only moved is looked at as a
 * postponement, so that one too late voids at once; the state `postponed` is our own finding that it was not played in time, and says no
 * start, so that it always voids.
 * @param acceptedStart the start in force when the pick was accepted
 */
export function factsForLeg(event: EventFacts, acceptedStart: string): GradedFacts {
  const { eventId, startsAt, result } = event;
  const moved = event.state === 'scheduled' && startsAt > acceptedStart;
  return {
    id: eventId,
    state: moved ? 'postponed' : STATES[event.state],
    ...(event.state !== 'postponed' && { startsAt }),
    ...(result && { score: { home: result.home, away: result.away } }),
  };
}

const STATES: Readonly<Record<EventState, GradedFacts['state']>> = {
  scheduled: 'scheduled',
  needs_review: 'live',
  final: 'final',
  postponed: 'postponed',
  cancelled: 'cancelled',
  abandoned: 'abandoned',
};

/**
 * The event as it stood after each fact that can grade, oldest first; `gradingAt` is when that fact was recorded. Picks are graded from
 * these and not from the newest facts alone, so that a queue that is late decides nothing that it would not have decided in time.
 */
export function factsInOrder(event: StoredEvent, { starts, results, states }: EventHistory): StoredEvent[] {
  const [, ...moves] = starts;
  const instants = new Set([...moves, ...results, ...states].map(({ recordedAt }) => recordedAt));
  return [...instants].sort().map((at) => {
    const newest = <Row extends { recordedAt: string }>(rows: readonly Row[]) => rows.findLast((row) => row.recordedAt <= at);
    return {
      ...event,
      startsAt: newest(starts)?.startsAt ?? event.startsAt,
      state: newest(states)?.state ?? 'scheduled',
      result: newest(results) ?? null,
      gradingAt: at,
    };
  });
}
