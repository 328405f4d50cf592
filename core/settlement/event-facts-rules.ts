import type { EventState, StoredEvent } from '#core/events';
import type { EventHistory } from '#core/results';
import type { EventToGrade, ResultDetails } from '#schemas/settlement';

/** Who said so, and why. */
export interface Agreement {
  readonly by: readonly string[];
  readonly reason: string;
}

/** An event as it stood at one moment, as far as grading asks. */
export interface EventMoment extends StoredEvent {
  /** What was known of the result beyond its score. */
  readonly details: ResultDetails | null;
  /** The two admins who agree on these very facts, so that they apply however late they came; null where there are none. */
  readonly agreed: Agreement | null;
}

/**
 * An event as the grading rules read it. The provider's silence (`needs_review`) grades nothing. A start that has only moved is looked at as a
 * postponement, so that one too late voids at once; the state `postponed` is our own finding that it was not played in time, and says no
 * start, so that it always voids. One that is `suspended` stays open until somebody says how it went on.
 * @param acceptedStart the start in force when the pick was accepted
 */
export function factsForLeg({ eventId, startsAt, state, result, details }: EventMoment, acceptedStart: string): EventToGrade {
  const moved = state === 'scheduled' && startsAt > acceptedStart;
  return {
    ...details,
    id: eventId,
    state: moved ? 'postponed' : STATES[state],
    ...(state !== 'postponed' && { startsAt }),
    ...(result && { score: { home: result.home, away: result.away } }),
  };
}

const STATES: Readonly<Record<EventState, EventToGrade['state']>> = {
  scheduled: 'scheduled',
  needs_review: 'live',
  final: 'final',
  postponed: 'postponed',
  cancelled: 'cancelled',
  abandoned: 'abandoned',
  suspended: 'suspended',
  forfeit: 'forfeit',
  walkover: 'walkover',
  retired: 'retired',
};

/**
 * The event as it stood after each fact that can grade, oldest first; `gradingAt` is when that fact was recorded. Picks are graded from
 * these and not from the newest facts alone, so that a queue that is late decides nothing that it would not have decided in time. A second
 * admin's agreement is a moment of its own: the facts are the same, and confirmed from then on until they change.
 */
export function factsInOrder(event: StoredEvent, { starts, results, states, decisions }: EventHistory): EventMoment[] {
  const [, ...moves] = starts;
  const agreements = decisions.filter(({ confirms }) => confirms !== undefined);
  const instants = new Set([...moves, ...results, ...states, ...agreements].map(({ recordedAt }) => recordedAt));
  return [...instants].sort().map((at) => {
    const until = <Row extends { recordedAt: string }>(rows: readonly Row[]) => rows.filter((row) => row.recordedAt <= at);
    const [start, result, state] = [until(starts).at(-1), until(results).at(-1), until(states).at(-1)];
    const decision = until(decisions).findLast(({ upholds }) => upholds === undefined);
    return {
      ...event,
      startsAt: start?.startsAt ?? event.startsAt,
      state: state?.state ?? 'scheduled',
      result: result ? { version: result.version, home: result.home, away: result.away, recordedAt: result.recordedAt } : null,
      details: (result?.details as ResultDetails | undefined) ?? null,
      agreed: isOnThese(decision, state, result) ? agreement(decision, decisions) : null,
      gradingAt: at,
    };
  });
}

type Decision = EventHistory['decisions'][number];
type Version = { readonly version: number } | undefined;

/** Whether what was decided is what stands. */
const isOnThese = (decision: Decision | undefined, state: Version, result: Version): decision is Decision =>
  decision !== undefined && decision.stateVersion === (state?.version ?? 0) && decision.resultVersion === (result?.version ?? 0);

function agreement({ confirms, by, reason }: Decision, decisions: readonly Decision[]): Agreement | null {
  const first = decisions.find(({ number }) => number === confirms);
  return first ? { by: [first.by, by], reason } : null;
}
