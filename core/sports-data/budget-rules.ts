import { CLOSE } from '#core/prices';
import { type League, leagueRow } from '#schemas/sports';
import { PROVIDER_MEMORY } from './cadence-rules.ts';

/**
 * The plan of the provider's credits (docs/sports-data.md): the kinds of polls that cost some, asked as often as they matter and as the rest
 * of the month's budget allows. Pure: facts, credits and the time go in.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Prices move most in the last half hour. */
const NEAR = 30 * MINUTE;
/** A schedule of one minute fires a little early or late. */
const SLACK = 30_000;

export type PaidKind = 'odds' | 'scores' | 'alternates';

/** The tenth of a month's credits that is kept for closing prices, and the rest. */
export type BudgetPart = 'planned' | 'closing';
export type SpentCredits = Readonly<Record<BudgetPart, number>>;

/** The most credits of each part in a month. */
export function partsOf(budget: number): SpentCredits {
  const closing = Math.floor(budget / 10);
  return { planned: budget - closing, closing };
}

/** The month of an instant, in UTC, as the provider counts: `2026-09`. */
export const monthOf = (now: Date): string => now.toISOString().slice(0, 7);

/**
 * The credits left for the plan, divided by those that an even use would leave: 1 is on time, 0 has none left. The last day of a month counts
 * as a whole one, so that the last hours do not look rich.
 */
export function paceOf(spent: SpentCredits, budget: number, now: Date): number {
  const { planned } = partsOf(budget);
  const [from, to] = [0, 1].map((months) => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months)) as [number, number];
  const share = Math.max(to - now.getTime(), DAY) / (to - from);
  return planned > 0 ? Math.max(0, planned - spent.planned) / (planned * share) : 0;
}

/** `picked`: with a pick since it was made. `opened`: somebody opened it within a day. */
export type Interest = 'picked' | 'opened' | 'none';

/** An event as the plan sees it. */
export interface AskedEvent {
  readonly startsAt: string;
  readonly league: League;
  readonly state: string;
  readonly interest: Interest;
  /** Somebody opened the event or picked on it within a day. */
  readonly isFresh: boolean;
}

/** By pace: intervals grow from `from` to their longest at `to`; under `stop` nothing is asked for this interest alone. */
interface Thinning {
  readonly from: number;
  readonly to: number;
  readonly stop: number;
}
const THINNING: Readonly<Record<Interest, Thinning>> = {
  none: { from: 1, to: 0.95, stop: 0.8 },
  opened: { from: 0.95, to: 0.85, stop: 0.5 },
  picked: { from: 0.9, to: 0.7, stop: 0 },
};
/** Further lines cost most, so they thin first. */
const FURTHER_THINNING: Readonly<Record<Interest, Thinning>> = {
  none: { from: 1, to: 0.99, stop: 0.98 },
  opened: { from: 1, to: 0.96, stop: 0.9 },
  picked: { from: 0.99, to: 0.92, stop: 0.85 },
};

/** The shortest and the longest minutes between two polls. */
type Range = readonly [number, number];

/** By the time until the start. */
const ODDS: Readonly<Record<Interest, Readonly<Record<'near' | 'day' | 'week' | 'later', Range>>>> = {
  picked: { near: [5, 15], day: [10, 30], week: [60, 360], later: [360, 1440] },
  opened: { near: [10, 30], day: [15, 120], week: [120, 720], later: [720, 1440] },
  none: { near: [30, 360], day: [60, 360], week: [360, 1440], later: [1440, 1440] },
};
const ALTERNATES: Readonly<Record<Interest, Range>> = { picked: [60, 180], opened: [120, 720], none: [720, 720] };
const SCORES = { nearEnd: [3, 6], inPlay: [15, 30], remembered: [60, 180], otherwise: [360, 360] } as const satisfies Record<
  string,
  Range
>;
/** Minutes about the usual end of a game in which its result is most likely to come. */
const END = { before: 15, after: 60 };

const spread = ([shortest, longest]: Range, { from, to, stop }: Thinning, pace: number): number => {
  if (pace < stop) return Number.POSITIVE_INFINITY;
  const thin = Math.min(1, Math.max(0, (from - pace) / (from - to)));
  return (shortest + (longest - shortest) * thin) * MINUTE;
};

const isOpen = ({ state }: AskedEvent): boolean => state === 'scheduled' || state === 'needs_review';
const untilStart = ({ startsAt }: AskedEvent, now: Date): number => Date.parse(startsAt) - now.getTime();

/** True where further lines of the event may be asked: it starts within a day, and somebody opened or picked it within one. */
export const wantsFurther = (event: AskedEvent, now: Date): boolean => {
  const until = untilStart(event, now);
  return event.state === 'scheduled' && event.isFresh && until > 0 && until <= DAY;
};

function oddsEvery(event: AskedEvent, pace: number, now: Date): number {
  const until = untilStart(event, now);
  if (until <= 0) return Number.POSITIVE_INFINITY;
  const by = until <= NEAR ? 'near' : until <= DAY ? 'day' : until <= WEEK ? 'week' : 'later';
  return spread(ODDS[event.interest][by], THINNING[event.interest], pace);
}

function furtherEvery(event: AskedEvent, pace: number, now: Date): number {
  if (!wantsFurther(event, now)) return Number.POSITIVE_INFINITY;
  const every = spread(ALTERNATES[event.interest], FURTHER_THINNING[event.interest], pace);
  const isClosing = event.interest === 'picked' && untilStart(event, now) <= CLOSE && every !== Number.POSITIVE_INFINITY;
  return isClosing ? CLOSE : every;
}

function scoresEvery(event: AskedEvent, pace: number, now: Date): number {
  const since = -untilStart(event, now);
  const { lasts, overdue } = leagueRow(event.league);
  if (since < -DAY || since >= PROVIDER_MEMORY) return Number.POSITIVE_INFINITY;
  if (since < 0 || event.interest !== 'picked') return SCORES.otherwise[0] * MINUTE;
  if (since >= overdue * HOUR) return spread(SCORES.remembered, THINNING.picked, pace);
  const isNearEnd = since >= (lasts - END.before) * MINUTE && since < (lasts + END.after) * MINUTE;
  return spread(isNearEnd ? SCORES.nearEnd : SCORES.inPlay, THINNING.picked, pace);
}

const EVERY = { odds: oddsEvery, scores: scoresEvery, alternates: furtherEvery } as const;

/** The time between two polls of a kind. @returns milliseconds; infinite where the kind is not asked */
export const askEvery = (kind: PaidKind, events: readonly AskedEvent[], pace: number, now: Date): number =>
  Math.min(Number.POSITIVE_INFINITY, ...events.filter(isOpen).map((event) => EVERY[kind](event, pace, now)));

/** The instant from which a poll of odds confirms the close of the next start with a pick; null while none is that near. */
function closeFrom(events: readonly AskedEvent[], now: Date): number | null {
  const windows = events
    .filter((event) => isOpen(event) && event.interest === 'picked')
    .map((event) => untilStart(event, now))
    .filter((until) => until > 0 && until <= CLOSE)
    .map((until) => now.getTime() + until - CLOSE);
  return windows.length === 0 ? null : Math.max(...windows);
}

/**
 * Tells which part of the budget pays for a poll now; null when it is not due.
 * @param last the time of the newest poll of the kind
 */
export function payingPart(
  kind: PaidKind,
  events: readonly AskedEvent[],
  last: string | undefined,
  pace: number,
  now: Date,
): BudgetPart | null {
  const before = last === undefined ? Number.NEGATIVE_INFINITY : Date.parse(last);
  const close = kind === 'odds' ? closeFrom(events, now) : null;
  if (close !== null && before < close) return 'closing';
  const every = askEvery(kind, events, pace, now);
  return every !== Number.POSITIVE_INFINITY && now.getTime() - before >= every - SLACK ? 'planned' : null;
}

/** Milliseconds from a start at which the plan for its event may change. */
const turnsOf = (kind: PaidKind, { league }: AskedEvent): readonly number[] => {
  if (kind === 'odds') return [-WEEK, -DAY, -NEAR, -CLOSE];
  if (kind === 'alternates') return [-DAY, -CLOSE];
  const { lasts, overdue } = leagueRow(league);
  return [-DAY, 0, (lasts - END.before) * MINUTE, (lasts + END.after) * MINUTE, overdue * HOUR];
};

/**
 * The next instant at which a kind can be due while neither events, interest nor pace change: within an hour.
 * @param last the time of the newest poll of the kind
 * @returns ISO 8601
 */
export function nextAskAt(
  kind: PaidKind,
  events: readonly AskedEvent[],
  last: string | undefined,
  pace: number,
  now: Date,
): string {
  if (payingPart(kind, events, last, pace, now) !== null) return now.toISOString();
  const turns = events
    .filter(isOpen)
    .flatMap((event) => turnsOf(kind, event).map((from) => Date.parse(event.startsAt) + from))
    .filter((at) => at > now.getTime());
  const due = (last === undefined ? now.getTime() : Date.parse(last)) + askEvery(kind, events, pace, now) - SLACK;
  return new Date(Math.min(due, now.getTime() + HOUR - SLACK, ...turns)).toISOString();
}
