import { isDecided, type LegResult } from './outcome.ts';

/**
 * The settlement machine of one pick (section 7 of the rules), as a table of arrows:
 *
 *     open → locked → (graded_provisional vN) ⇄ (graded_provisional vN+1) → final
 *                       └→ needs_review → graded…
 *     final → corrected (two admins, a reason) ; open|locked → void
 *
 * A signal without an arrow from the present state does nothing, and neither does one that is no newer than what the outcome came from: that is what makes
 * replays and old messages harmless.
 */
export type SettlementState = 'open' | 'locked' | 'graded_provisional' | 'needs_review' | 'final' | 'corrected' | 'void';

/** What counts of a grade. */
export interface Graded {
  readonly result: LegResult;
  readonly profitMicro: number;
}

export interface Settlement {
  readonly state: SettlementState;
  /** How many outcomes were written; the next is one more. */
  readonly outcomes: number;
  /** The outcome that counts; null while there is none and while a ticket is reopened. */
  readonly grade: Graded | null;
  /** The grading version that the last grade came from. */
  readonly gradingVersion: number;
  /** When the first result came, in epoch milliseconds: the day of the statistics, whatever is corrected later. */
  readonly settledAt: number | null;
  /** When what counts came first, in epoch milliseconds: the window of corrections starts there. A reopened ticket gets another one. */
  readonly countsSince: number | null;
}

interface Versioned {
  readonly at: number;
  readonly gradingVersion: number;
}
export type Signal =
  | { readonly type: 'locked'; readonly at: number }
  | ({ readonly type: 'graded'; readonly grade: Graded } & Versioned)
  | ({ readonly type: 'sources_disagree' } & Versioned)
  | { readonly type: 'overdue'; readonly at: number; readonly endedAt: number }
  | ({ readonly type: 'reviewed'; readonly grade: Graded; readonly by: string; readonly reason: string } & Versioned)
  | { readonly type: 'window_closed'; readonly at: number }
  | ({ readonly type: 'corrected'; readonly grade: Graded; readonly by: readonly string[]; readonly reason: string } & Versioned)
  | { readonly type: 'voided'; readonly at: number; readonly reason: string };
type SignalOf<T extends Signal['type']> = Extract<Signal, { type: T }>;

/** What one step did. */
export interface Step {
  readonly next: Settlement;
  /** The one event that a change of outcome emits: receipt, statistics by the difference, notification, audit row. Null when no outcome changed. */
  readonly change: Change | null;
  /** A grade that came too late to apply and is only shown. */
  readonly shown: Graded | null;
  readonly alarm: 'OVERDUE' | 'UNGRADEABLE' | 'SOURCES_DISAGREE' | null;
}
export interface Change {
  /** The number of the outcome that was written. */
  readonly outcome: number;
  readonly before: Graded | null;
  readonly after: Graded | null;
  readonly notify: readonly ('owner' | 'tailers')[];
}

const HOUR = 3_600_000;
/** Results are open to correction for so long after the first. */
export const REGRADE_WINDOW_MS = 72 * HOUR;
/** A final event without a result for longer than this is looked at. */
export const OVERDUE_MS = 3 * HOUR;

export const NEW_SETTLEMENT: Settlement = {
  state: 'open',
  outcomes: 0,
  grade: null,
  gradingVersion: 0,
  settledAt: null,
  countsSince: null,
};

const stay = (next: Settlement): Step => ({ next, change: null, shown: null, alarm: null });
const show = (next: Settlement, shown: Graded): Step => ({ ...stay(next), shown });
const isNewer = (settlement: Settlement, { gradingVersion }: Versioned): boolean => gradingVersion > settlement.gradingVersion;
const sameGrade = (a: Graded | null, b: Graded | null): boolean => a?.result === b?.result && a?.profitMicro === b?.profitMicro;

/** Writes outcome n + 1, unless the newer facts come to the same. */
function write(from: Settlement, state: SettlementState, { gradingVersion, at }: Versioned, grade: Graded | null): Step {
  const changed = !sameGrade(from.grade, grade);
  const outcomes = changed ? from.outcomes + 1 : from.outcomes;
  const next: Settlement = {
    state,
    outcomes,
    grade,
    gradingVersion,
    settledAt: from.settledAt ?? (grade ? at : null),
    countsSince: grade && (from.countsSince ?? at),
  };
  const change: Change | null = changed
    ? { outcome: outcomes, before: from.grade, after: grade, notify: ['owner', 'tailers'] }
    : null;
  return { ...stay(next), change };
}

const toReview = (from: Settlement, gradingVersion: number, alarm: Step['alarm']): Step => ({
  ...stay({ ...from, state: 'needs_review', gradingVersion }),
  alarm,
});

function grade(from: Settlement, signal: SignalOf<'graded'>): Step {
  if (!isNewer(from, signal)) return stay(from);
  if (windowOver(from, signal.at)) return show({ ...from, state: 'final' }, signal.grade);
  if (signal.grade.result === 'ungradeable') return toReview(from, signal.gradingVersion, 'UNGRADEABLE');
  // A ticket whose lost leg was corrected is open again and leaves every sum until it is decided.
  if (signal.grade.result === 'open') return write(from, 'locked', signal, null);
  return write(from, 'graded_provisional', signal, signal.grade);
}
const windowOver = ({ countsSince }: Settlement, at: number): boolean =>
  countsSince !== null && at - countsSince > REGRADE_WINDOW_MS;

/** An event that is cancelled or put off before the lock decides its picks; everything else waits for the lock. */
const gradeOpen = (from: Settlement, signal: SignalOf<'graded'>): Step =>
  signal.grade.result === 'void' && isNewer(from, signal) ? write(from, 'void', signal, signal.grade) : stay(from);

const disagree = (from: Settlement, signal: SignalOf<'sources_disagree'>): Step =>
  isNewer(from, signal) ? toReview(from, signal.gradingVersion, 'SOURCES_DISAGREE') : stay(from);

const overdue = (from: Settlement, { at, endedAt }: SignalOf<'overdue'>): Step =>
  at - endedAt > OVERDUE_MS ? toReview(from, from.gradingVersion, 'OVERDUE') : stay(from);

const review = (from: Settlement, signal: SignalOf<'reviewed'>): Step =>
  isDecided(signal.grade.result) && signal.reason !== '' ? write(from, 'graded_provisional', signal, signal.grade) : stay(from);

const close = (from: Settlement, { at }: SignalOf<'window_closed'>): Step =>
  stay(windowOver(from, at) ? { ...from, state: 'final' } : from);

/** After the window a grade is changed only by two different admins with a reason. */
function correct(from: Settlement, signal: SignalOf<'corrected'>): Step {
  const agreed = new Set(signal.by).size >= 2 && signal.reason !== '' && isDecided(signal.grade.result);
  return agreed ? write(from, 'corrected', signal, signal.grade) : stay(from);
}

const lateGrade = (from: Settlement, signal: SignalOf<'graded'>): Step =>
  isNewer(from, signal) ? show(from, signal.grade) : stay(from);

const VOID: Graded = { result: 'void', profitMicro: 0 };
const voidPick = (from: Settlement, { at }: SignalOf<'voided'>): Step =>
  write(from, 'void', { at, gradingVersion: from.gradingVersion }, VOID);

type Arrow<T extends Signal['type']> = (from: Settlement, signal: SignalOf<T>) => Step;
type Arrows = { readonly [T in Signal['type']]?: Arrow<T> };

export const ARROWS: Readonly<Record<SettlementState, Arrows>> = {
  open: { locked: (from) => stay({ ...from, state: 'locked' }), graded: gradeOpen, voided: voidPick },
  locked: { graded: grade, sources_disagree: disagree, overdue, voided: voidPick },
  graded_provisional: { graded: grade, sources_disagree: disagree, window_closed: close },
  needs_review: { graded: grade, reviewed: review },
  final: { graded: lateGrade, corrected: correct },
  corrected: { graded: lateGrade, corrected: correct },
  void: { graded: lateGrade, corrected: correct },
};

/** One step of the machine: what the pick's settlement is after a signal, and what follows from it. */
export function advance(settlement: Settlement, signal: Signal): Step {
  const arrow = ARROWS[settlement.state][signal.type] as Arrow<Signal['type']> | undefined;
  return arrow ? arrow(settlement, signal as never) : stay(settlement);
}

/** Whether picks on an event are taken, changed or withdrawn at `now`: strictly before its current start, and never for one that was locked before. */
export interface LockFacts {
  readonly startsAt: number;
  /** Everything accepted up to then stays locked, though the start was moved later after it had passed. */
  readonly lockedThrough?: number | undefined;
}
export const acceptsPick = ({ startsAt }: LockFacts, now: number): boolean => now < startsAt;
export const allowsChange = ({ startsAt, lockedThrough }: LockFacts, acceptedAt: number, now: number): boolean =>
  now < startsAt && (lockedThrough === undefined || lockedThrough < acceptedAt);

/** What happens to a result that a source delivers for an event (rules 1, 2 and 5). */
export interface ResultOnRecord {
  /** A hash of score, periods, state and facts; never of the time of delivery. */
  readonly content: string;
  readonly source: string;
  /** Set by an admin's entry: other results are stored and reviewed, not applied. */
  readonly pinned: boolean;
}
export type Reception = 'unchanged' | 'new_version' | 'needs_review' | 'stored_for_review';
/** A source may correct itself, and what it says twice is said once; two that disagree are for people to settle, and so is one that contradicts an admin. */
export function receive(latest: ResultOnRecord | null, incoming: Omit<ResultOnRecord, 'pinned'>): Reception {
  if (latest === null) return 'new_version';
  if (latest.content === incoming.content) return 'unchanged';
  if (latest.pinned) return 'stored_for_review';
  return latest.source === incoming.source ? 'new_version' : 'needs_review';
}
