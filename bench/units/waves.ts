import { setImmediate as turn } from 'node:timers/promises';

/** Turns of the event loop without a further call after which a wave is complete. */
const QUIET = 4;

interface Held {
  readonly perform: () => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Counts round trips exactly: every remote call is held until no further one comes, then all of them are answered at the same moment. So
 * calls that wait for no answer of each other are one wave, on any machine. Within a wave calls are made one after the other, in the order in
 * which they came, so that each has its own before and after.
 */
export class Waves {
  /** Waves so far. */
  depth = 0;
  #held: Held[] = [];
  #waiting = false;

  /** Makes a call in its wave. @param perform makes no held call itself: it would wait for its own wave */
  hold<T>(perform: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#held.push({ perform, resolve, reject });
      if (!this.#waiting) void this.#release();
    });
  }

  async #release(): Promise<void> {
    this.#waiting = true;
    while (this.#held.length > 0) {
      for (let [seen, quiet] = [0, 0]; quiet < QUIET; ) {
        await turn();
        quiet = this.#held.length === seen ? quiet + 1 : 0;
        seen = this.#held.length;
      }
      const wave = this.#held;
      this.#held = [];
      this.depth += 1;
      const answers: PromiseSettledResult<unknown>[] = [];
      for (const { perform } of wave) answers.push(...(await Promise.allSettled([perform()])));
      for (const [i, answer] of answers.entries()) {
        if (answer.status === 'fulfilled') wave[i]?.resolve(answer.value as never);
        else wave[i]?.reject(answer.reason);
      }
      // Work that the answers start is of the next wave, which has to begin before this loop asks for it.
      for (let quiet = 0; quiet < QUIET && this.#held.length === 0; quiet++) await turn();
    }
    this.#waiting = false;
  }
}
