import type { EventToGrade, PlayState } from '#schemas/settlement';
import type { LegToGrade } from './leg.ts';
import type { Policy } from './policy.ts';

/** The state of an event for one leg: open, void, or played `out` to its end, `stopped` short of it, or `awarded`. */
export type EventStanding =
  | { readonly stands: 'open' }
  | { readonly stands: 'void'; readonly reason: string; readonly rule: string }
  | { readonly stands: 'played'; readonly how: 'out' | 'stopped' | 'awarded'; readonly reason: string };

const OPEN: EventStanding = { stands: 'open' };
const played = (how: 'out' | 'stopped' | 'awarded', reason: string): EventStanding => ({ stands: 'played', how, reason });
const noAction = (reason: string, rule = `event.${reason.toLowerCase()}`): EventStanding => ({ stands: 'void', reason, rule });

const HOUR = 3_600_000;
const WEEK = 168 * HOUR;
const at = (instant: string | undefined): number | null => (instant === undefined ? null : Date.parse(instant));
/** An American football week runs from Thursday to Wednesday. It turns at ten in the morning UTC, before dawn in America, when nothing is played. */
const footballWeek = (time: number): number => Math.floor((time - 10 * HOUR) / WEEK);

interface Case {
  readonly leg: LegToGrade;
  readonly event: EventToGrade;
  readonly policy: Policy;
}

/** True if picks that were accepted for the old start stand for the new one. */
function movedInTime({ leg, event, policy }: Case, start: number): boolean {
  const promised = at(leg.startAtAccept);
  if (promised === null || start - promised <= policy.postponeHours * HOUR) return true;
  if (leg.sport === 'tennis') return true;
  if (leg.sport !== 'american_football') return false;
  return event.facts?.playoff === true || footballWeek(start) === footballWeek(promised);
}

/** A start that moved too far voids at once, whatever its state is called. */
function scheduled(c: Case): EventStanding {
  const start = at(c.event.startsAt);
  return start === null || movedInTime(c, start) ? OPEN : noAction('POSTPONED');
}

/** Open while the new start, or failing one the time of these facts, is near enough to the promised start; without either it was not played. */
function postponed(c: Case): EventStanding {
  const { leg, event } = c;
  const [start, promised, asOf] = [at(event.startsAt), at(leg.startAtAccept), at(event.asOf)];
  const moved = start !== null && promised !== null && start > promised;
  const until = moved ? start : asOf;
  return promised !== null && until !== null && movedInTime(c, until) ? OPEN : noAction('POSTPONED');
}

/** True if play went on only after the hours that a policy allows. A match of tennis stands until it is played. */
function resumedLate({ leg, event, policy }: Case): boolean {
  if (leg.sport === 'tennis') return false;
  const [since, resumed] = [at(event.suspendedAt), at(event.resumedAt)];
  return since !== null && resumed !== null && resumed - since > policy.resumeHours * HOUR;
}

/** Open while there is time to resume. The resumption says whether there was; failing one, the time of these facts. */
function suspended(c: Case): EventStanding {
  const { leg, event, policy } = c;
  if (leg.sport === 'tennis') return OPEN;
  const [since, resumed, asOf] = [at(event.suspendedAt), at(event.resumedAt), at(event.asOf)];
  const over = since !== null && resumed === null && asOf !== null && asOf - since > policy.resumeHours * HOUR;
  return over || resumedLate(c) ? played('stopped', 'ABANDONED') : OPEN;
}

function finished(c: Case): EventStanding {
  const { event } = c;
  const start = at(event.actualStart ?? event.startsAt);
  if (start !== null && !movedInTime(c, start)) return noAction('POSTPONED');
  if (!resumedLate(c)) return played('out', 'ABANDONED');
  return event.atSuspension ? played('stopped', 'ABANDONED') : noAction('ABANDONED');
}

/** The rule of each event state (docs/settlement.md). */
const STATES: Readonly<Record<PlayState, (c: Case) => EventStanding>> = {
  scheduled,
  live: () => OPEN,
  final: finished,
  suspended,
  abandoned: () => played('stopped', 'ABANDONED'),
  retired: () => played('stopped', 'RETIRED'),
  forfeit: () => played('awarded', 'FORFEIT'),
  walkover: () => noAction('WALKOVER'),
  postponed,
  cancelled: () => noAction('CANCELLED'),
};

const FIGHTS: ReadonlySet<string> = new Set(['mma', 'boxing']);
function venueVoids({ leg, event }: Case): boolean {
  const { venue, neutralGround } = event.facts ?? {};
  return (venue === 'swapped' && neutralGround !== true) || (venue === 'other_country' && FIGHTS.has(leg.sport));
}

/**
 * A pick is taken strictly before the start: one accepted at or after the actual start (or, where that is not known, the last start
 * version) is void.
 */
function isLate({ leg, event }: Case): boolean {
  const [accepted, start] = [at(leg.acceptedAt), at(event.actualStart ?? event.startsAt)];
  return leg.live !== true && accepted !== null && start !== null && accepted >= start;
}

/**
 * The part of an event that counts: a game that resumed too late is the game as it was when it was suspended. Of its facts those stay that
 * held before its start; what was counted afterwards is not known of the suspension.
 */
export function countedPart(leg: LegToGrade, event: EventToGrade, policy: Policy): EventToGrade {
  const { atSuspension, facts: { innings: _, ...facts } = {} } = event;
  if (!atSuspension || !resumedLate({ leg, event, policy })) return event;
  const { score, periods, minutes, innings } = atSuspension;
  const { pitchers, pitcherChanged, scheduledInnings, bestOf, matchTiebreak, venue, neutralGround, playoff } = facts;
  const before = { pitchers, pitcherChanged, scheduledInnings, bestOf, matchTiebreak, venue, neutralGround, playoff };
  const { extraTime: __, ...rest } = event;
  return { ...rest, state: 'abandoned', score, periods, minutes, facts: { ...before, innings } };
}

/** Null for a state that no rule knows. */
export function standingOf(leg: LegToGrade, event: EventToGrade, policy: Policy): EventStanding | null {
  const c = { leg, event, policy };
  if (!Object.hasOwn(STATES, event.state)) return null;
  const standing = STATES[event.state](c);
  if (standing.stands !== 'played') return standing;
  if (isLate(c)) return noAction('LATE', 'lock.late');
  return venueVoids(c) ? noAction('VENUE') : standing;
}
