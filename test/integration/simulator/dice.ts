import { createHash } from 'node:crypto';

/** A random of its own for each seed (mulberry32), so that a run can be played again. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }

  /** Another of its own, for what goes on beside other things: they must not draw from one. */
  fork(): Dice {
    return new Dice(Math.floor(this.next() * 2 ** 32));
  }

  /** So many of them, in any order. */
  some<T>(from: readonly T[], n: number): T[] {
    const left = [...from];
    return Array.from({ length: Math.min(n, left.length) }, () => left.splice(this.below(left.length), 1)[0] as T);
  }
}

/** Bytes that belong to a seed and a text, whenever they are asked for: what happens at the same time draws them in any order. */
export const drawn = (seed: number, text: string): Buffer => createHash('sha256').update(`${seed} ${text}`).digest();

/** The same as a number from 0 up to 1. */
export const lot = (seed: number, text: string): number => drawn(seed, text).readUInt32BE() / 2 ** 32;
