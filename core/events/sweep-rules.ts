import type { StoredEvent } from './event-facts.ts';

const MINUTE = 60_000;
/** A schedule fires within a minute; a start whose passing nobody has announced by then is announced by the sweep. */
export const LOCK_OVERDUE = MINUTE;
/**
 * The index of picks is a moment behind, and a message takes a moment: an event is graded once more, and a lock without a schedule gets one,
 * when these have surely passed.
 */
const SETTLED_AFTER = 2 * MINUTE;

/** Sorts after every instant. */
export const NEVER = '9999-12-31T23:59:59.999Z';

const after = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

/** The first look at a new event, whose lock may have got no schedule; not later than the announcement. */
export function newEventSweepAt(startsAt: string, now: Date): string {
  const [look, announced] = [after(now.toISOString(), SETTLED_AFTER), after(startsAt, LOCK_OVERDUE)];
  return look < announced ? look : announced;
}

type SweptFacts = Pick<
  StoredEvent,
  'startsAt' | 'startVersion' | 'lockedVersion' | 'gradingVersion' | 'gradingAt' | 'sweptVersion'
>;

/** True when the picks have to be graded once more, since grading by the message may have missed some. */
export const isGradingDue = ({ gradingVersion, gradingAt, sweptVersion }: SweptFacts, now: Date): boolean =>
  gradingVersion > sweptVersion && gradingAt !== null && after(gradingAt, SETTLED_AFTER) <= now.toISOString();

/**
 * The instant at which the sweep has something to repair: an announcement that did not come, or a grading. A moved start raises the
 * grading version, so its schedule is looked after then. `NEVER` while nothing can be needed.
 */
export function sweepAtOf(event: SweptFacts): string {
  const { startsAt, startVersion, lockedVersion, gradingVersion, gradingAt, sweptVersion } = event;
  const lock = lockedVersion < startVersion ? after(startsAt, LOCK_OVERDUE) : NEVER;
  const grading = gradingVersion > sweptVersion && gradingAt !== null ? after(gradingAt, SETTLED_AFTER) : NEVER;
  return lock < grading ? lock : grading;
}
