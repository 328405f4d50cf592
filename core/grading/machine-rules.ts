import { isDecided, type LegResult } from './outcome.ts';

/**
 * The settlement machine of one pick, from its lock on, as a table of arrows:
 *
 *     locked → (graded_provisional vN) ⇄ (graded_provisional vN+1) → final
 *                └→ needs_review → graded…
 *     final → corrected (two admins, a reason)
 *
 * A signal without an arrow from the present state does nothing, and neither does a grade from facts that are no newer than those of the last one. So
 * replays and old messages are harmless.
 */
export type SettlementState = 'locked' | 'graded_provisional' | 'needs_review' | 'final' | 'corrected';

/** The part of a grade that counts. */
export interface CountedGrade {
  readonly result: LegResult;
  readonly profitMicro: number;
}

export interface Settlement {
  readonly state: SettlementState;
  /** The grade that counts. Null while there is none and while a ticket is reopened. */
  readonly grade: CountedGrade | null;
  /** The grading version of the facts behind the last grade. */
  readonly gradingVersion: number;
  /** Epoch milliseconds of the first result: the day of the statistics, whatever is corrected later. */
  readonly settledAt: number | null;
  /** Epoch milliseconds since which something counts: the start of the window of corrections. A reopened ticket gets another window. */
  readonly countsSince: number | null;
}

interface Versioned {
  readonly at: number;
  readonly gradingVersion: number;
}
export type Signal =
  | ({ readonly type: 'graded'; readonly grade: CountedGrade } & Versioned)
  | ({ readonly type: 'reviewed'; readonly grade: CountedGrade; readonly by: string; readonly reason: string } & Versioned)
  | { readonly type: 'window_closed'; readonly at: number }
  | ({
      readonly type: 'corrected';
      readonly grade: CountedGrade;
      readonly by: readonly string[];
      readonly reason: string;
    } & Versioned);
type SignalOf<T extends Signal['type']> = Extract<Signal, { type: T }>;

/** The effect of one signal. */
export interface SettlementStep {
  readonly next: Settlement;
  /** Another grade counts now, or none does any more. */
  readonly changed: boolean;
  /** A grade that came too late to count and is only shown. */
  readonly shown: CountedGrade | null;
}

const HOUR = 3_600_000;
/** A result can be corrected for this long, in milliseconds, after it first counted. */
export const REGRADE_WINDOW_MS = 72 * HOUR;

/** A pick at its lock. Nothing can be known of it before, except a void, which counts as soon as it is known. */
export const NEW_SETTLEMENT: Settlement = {
  state: 'locked',
  grade: null,
  gradingVersion: 0,
  settledAt: null,
  countsSince: null,
};

const stay = (next: Settlement): SettlementStep => ({ next, changed: false, shown: null });
const show = (next: Settlement, shown: CountedGrade): SettlementStep => ({ ...stay(next), shown });
const isNewer = (settlement: Settlement, { gradingVersion }: Versioned): boolean => gradingVersion > settlement.gradingVersion;
const sameGrade = (a: CountedGrade | null, b: CountedGrade | null): boolean =>
  a?.result === b?.result && a?.profitMicro === b?.profitMicro;

function write(
  from: Settlement,
  state: SettlementState,
  { gradingVersion, at }: Versioned,
  grade: CountedGrade | null,
): SettlementStep {
  const next: Settlement = {
    state,
    grade,
    gradingVersion,
    settledAt: from.settledAt ?? (grade ? at : null),
    countsSince: grade && (from.countsSince ?? at),
  };
  return { ...stay(next), changed: !sameGrade(from.grade, grade) };
}

function grade(from: Settlement, signal: SignalOf<'graded'>): SettlementStep {
  if (!isNewer(from, signal)) return stay(from);
  if (windowOver(from, signal.at)) return show({ ...from, state: 'final' }, signal.grade);
  if (signal.grade.result === 'ungradeable')
    return stay({ ...from, state: 'needs_review', gradingVersion: signal.gradingVersion });
  // A ticket whose lost leg was corrected is open again and leaves every sum until it is decided.
  if (signal.grade.result === 'open') return write(from, 'locked', signal, null);
  return write(from, 'graded_provisional', signal, signal.grade);
}
const windowOver = ({ countsSince }: Settlement, at: number): boolean =>
  countsSince !== null && at - countsSince > REGRADE_WINDOW_MS;

const review = (from: Settlement, signal: SignalOf<'reviewed'>): SettlementStep =>
  isDecided(signal.grade.result) && signal.reason !== '' ? write(from, 'graded_provisional', signal, signal.grade) : stay(from);

const close = (from: Settlement, { at }: SignalOf<'window_closed'>): SettlementStep =>
  stay(windowOver(from, at) ? { ...from, state: 'final' } : from);

/** After the window a grade is changed only by two different admins with a reason. */
function correct(from: Settlement, signal: SignalOf<'corrected'>): SettlementStep {
  const agreed = new Set(signal.by).size >= 2 && signal.reason !== '' && isDecided(signal.grade.result);
  return agreed ? write(from, 'corrected', signal, signal.grade) : stay(from);
}

const lateGrade = (from: Settlement, signal: SignalOf<'graded'>): SettlementStep =>
  isNewer(from, signal) ? show(from, signal.grade) : stay(from);

type Arrow<T extends Signal['type']> = (from: Settlement, signal: SignalOf<T>) => SettlementStep;
type Arrows = { readonly [T in Signal['type']]?: Arrow<T> };

export const ARROWS: Readonly<Record<SettlementState, Arrows>> = {
  locked: { graded: grade },
  graded_provisional: { graded: grade, window_closed: close },
  needs_review: { graded: grade, reviewed: review },
  final: { graded: lateGrade, corrected: correct },
  corrected: { graded: lateGrade, corrected: correct },
};

/** One step of the machine. Pure. */
export function advance(settlement: Settlement, signal: Signal): SettlementStep {
  const arrow = ARROWS[settlement.state][signal.type] as Arrow<Signal['type']> | undefined;
  return arrow ? arrow(settlement, signal as never) : stay(settlement);
}
