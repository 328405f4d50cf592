import { createHash } from 'node:crypto';

/** The instant at which every scenario runs: noon in London of a Sunday of football, in the UTC year and day that records count by. */
export const NOW = new Date('2026-09-13T12:00:00.000Z');

const RealDate = globalThis.Date;
const realRandom = crypto.getRandomValues;
let now = NOW;

/** `new Date()` and `Date.now()` give the instant of `at`, until release(). Doors read the clock there. */
class FixedDate extends RealDate {
  constructor(...given: [] | [string | number | Date]) {
    super(given[0] ?? now);
  }
  static override now(): number {
    return now.getTime();
  }
}

/** Moves the fixed clock. */
export const at = (instant: Date): void => {
  now = instant;
};

/**
 * Fixes the clock at NOW, and draws ids from a seed, so that a run has the same ids on any machine: they decide the shards of rows. Random
 * secrets stay random, since only their length counts.
 */
export function fix(seed: string): void {
  now = NOW;
  globalThis.Date = FixedDate as DateConstructor;
  let drawn = 0;
  crypto.getRandomValues = ((bytes: Uint8Array) => {
    const hash = createHash('sha512').update(`${seed} ${drawn++}`).digest();
    bytes.set(hash.subarray(0, bytes.length));
    return bytes;
  }) as typeof crypto.getRandomValues;
}

export function release(): void {
  globalThis.Date = RealDate;
  crypto.getRandomValues = realRandom;
}
