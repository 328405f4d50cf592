import { type EventResult, type EventState, type StoredEvent, storedScore } from '#core/events';
import type { EventHistory } from '#core/results';
import type { EventToGrade, ResultDetails } from '#schemas/settlement';

/** The admins behind a decision, and the reason that the first of them gave. */
export interface Agreement {
  readonly by: readonly string[];
  readonly reason: string;
}

/** An event as it was at one moment, as far as grading needs it. */
export type EventMoment = StoredEvent & {
  /** The known details of the result beside its score. Null when there are none. */
  readonly details: ResultDetails | null;
  /** Two admins agree on exactly these facts, so they apply however late they came. Null where they do not. */
  readonly agreed: Agreement | null;
};

/**
 * The event in the form that the grading rules read. `needs_review` (the provider reports nothing) grades nothing. A moved start counts as a
 * postponement, so a start that is too late voids at once. The state `postponed` means that the event was not played in time; it has no
 * start here, so it always voids. A `suspended` event stays open until its next state.
 * @param acceptedStart the start in force when the pick was accepted: ISO 8601
 */
export function factsForLeg(
  { eventId, league, startsAt, state, result, details }: EventMoment,
  acceptedStart: string,
): EventToGrade {
  const moved = state === 'scheduled' && startsAt > acceptedStart;
  return {
    ...details,
    id: eventId,
    // The league tells the length of a game: 48 minutes in the NBA, 40 in college.
    competition: league,
    state: moved ? 'postponed' : STATES[state],
    ...(state !== 'postponed' && { startsAt }),
    ...(result && scoreOf(result)),
  };
}

/** A field of competitors has no score: its places are among the facts. */
const scoreOf = ({ home, away }: EventResult) => (home === null || away === null ? {} : { score: { home, away } });

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
 * The event as it was after each fact that can grade, oldest first; `gradingAt` is the time at which that fact was recorded. Picks are
 * graded from all of them and not from the newest alone, so a late queue decides the same as a punctual one. A second admin's agreement is a
 * moment of its own: the facts are the same, and confirmed until they change.
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
      result: result ? { version: result.version, ...storedScore(result), recordedAt: result.recordedAt } : null,
      details: (result?.details as ResultDetails | undefined) ?? null,
      agreed: isInForce(decision, state, result) ? agreement(decision, decisions) : null,
      gradingAt: at,
    };
  });
}

type EventDecision = EventHistory['decisions'][number];
type Version = { readonly version: number } | undefined;

/** True when the decision is on the versions of state and result that are in force. */
const isInForce = (decision: EventDecision | undefined, state: Version, result: Version): decision is EventDecision =>
  decision !== undefined && decision.stateVersion === (state?.version ?? 0) && decision.resultVersion === (result?.version ?? 0);

function agreement({ confirms, by, reason }: EventDecision, decisions: readonly EventDecision[]): Agreement | null {
  const first = decisions.find(({ number }) => number === confirms);
  return first ? { by: [first.by, by], reason } : null;
}
