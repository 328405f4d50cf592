import { createHash } from 'node:crypto';
import { type Counter, type LimitState, stateOf, tightest } from './limit-rules.ts';
import { expiredOrigins, type Revocations } from './revocation-rules.ts';

/** A caller's row as DynamoDB returns it. Counters are under their names. */
export type CallerRow = Revocations & Readonly<Record<string, unknown>>;

/** The lengths of windows that have a letter, in seconds. */
const LETTERS: ReadonlyMap<number, string> = new Map([
  [60, 'm'],
  [3_600, 'h'],
  [86_400, 'd'],
]);
const LENGTHS = new Map([...LETTERS].map(([seconds, letter]) => [letter, seconds]));

/**
 * The name of a counter: the code of its rule, the length of the window, and the number of the window since 1970. A length is a letter, or
 * seconds with a colon; numbers are to the base 36. The row of a caller of every route stays under 1 KB so, which is 1 WRU.
 */
const COUNTER = /^[\w-]{3}:(?:([mhd])|([0-9a-z]+):)([0-9a-z]+)$/;
const BASE = 36;

/** The code of a rule: 18 bits of its SHA-256, in 3 characters. No two rules of one subject may have the same, which a test checks. */
export const codeOf = (rule: string): string => createHash('sha256').update(rule).digest('base64url').slice(0, 3);

/** Counters and entries that no call will need again may stay in a row, up to so many. */
const MOST_LEFTOVERS = 8;

const windowAt = (seconds: number, now: Date): number => Math.floor(now.getTime() / 1000 / seconds);

/** The attribute of a counter. @param back 0 for the window that `now` falls into, 1 for the one before */
export const nameOf = ({ rule, limit: { seconds } }: Pick<Counter, 'rule' | 'limit'>, now: Date, back = 0): string =>
  `${codeOf(rule)}:${LETTERS.get(seconds) ?? `${seconds.toString(BASE)}:`}${(windowAt(seconds, now) - back).toString(BASE)}`;

/** One update of a caller's row: counters to add to, counters to remove, and entries of `endedOrigins` to take out. */
export interface CallerChange {
  readonly add: Readonly<Record<string, number>>;
  readonly remove: readonly string[];
  readonly forget: readonly string[];
}

/**
 * Counts a call in the aligned window of each counter, and removes two windows that are over. The window just before stays: a call that was
 * made in it may still be on its way, and must not find its count at zero.
 */
export const countIn = (counters: readonly Counter[], now: Date): CallerChange => ({
  add: Object.fromEntries(counters.map((counter) => [nameOf(counter, now), 1])),
  remove: counters.flatMap((counter) => [nameOf(counter, now, 2), nameOf(counter, now, 3)]),
  forget: [],
});

/** A call that was counted. `after` is a second update of the row; null when none is needed, as for almost every call. */
export interface Judged {
  readonly state: LimitState | undefined;
  readonly after: CallerChange | null;
}

/**
 * Judges a call by the row that its count returned. A call that a shorter window refuses is taken back from the longer ones, so that a
 * client over its limit of a minute does not use up its day. Counters of windows that are over, and ended sessions whose tokens have expired,
 * are removed once there are many.
 */
export function judge(row: CallerRow, counters: readonly Counter[], now: Date): Judged {
  const states = counters.map((counter) => ({ counter, state: stateIn(row, counter, now) }));
  const refusing = states.flatMap(({ counter, state }) => (state.allowed ? [] : [counter.limit.seconds]));
  const shortest = Math.min(...refusing);
  const [counted, uncounted] = [
    states.filter(({ counter }) => counter.limit.seconds <= shortest),
    states.filter(({ counter }) => counter.limit.seconds > shortest),
  ];
  const add = Object.fromEntries(uncounted.map(({ counter }) => [nameOf(counter, now), -1]));
  const [over, expired] = [leftovers(row, now), expiredOrigins(row, now)];
  const tooMany = over.length + expired.length > MOST_LEFTOVERS;
  return {
    state: tightest(counted.map(({ state }) => state)),
    after: uncounted.length > 0 || tooMany ? { add, remove: tooMany ? over : [], forget: tooMany ? expired : [] } : null,
  };
}

function stateIn(row: CallerRow, counter: Counter, now: Date): LimitState {
  const { limit } = counter;
  const closesAt = (windowAt(limit.seconds, now) + 1) * limit.seconds * 1000;
  return stateOf(limit, { calls: Number(row[nameOf(counter, now)] ?? 0), closesAt }, now);
}

/** The counters of windows that had ended before the window before this one, of any rule. */
function leftovers(row: CallerRow, now: Date): string[] {
  return Object.keys(row).filter((name) => {
    const [, letter = '', seconds = '', window] = COUNTER.exec(name) ?? [];
    if (window === undefined) return false;
    const length = LENGTHS.get(letter) ?? Number.parseInt(seconds, BASE);
    return Number.parseInt(window, BASE) < windowAt(length, now) - 1;
  });
}

/** The judgement of a call whose count DynamoDB refused to take: the row is written too often, so that the call is one too many. */
export const throttledState = (counters: readonly Counter[]): LimitState | undefined =>
  tightest(counters.map(({ limit }) => ({ allowed: false, limit: limit.calls, remaining: 0, resetSeconds: 1 })));
