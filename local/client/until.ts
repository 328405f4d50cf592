import { setTimeout as sleep } from 'node:timers/promises';

/** A wait this long, in seconds, ends only where something hangs: a busy machine is slower than a quiet one by far. */
export const HANG = 300;

/**
 * Calls `ask` repeatedly, at pauses from 20 to 250 ms, until it returns a value.
 * @param what named in the error
 * @param ask returns undefined as long as there is no answer
 * @throws Error when there is no answer after `seconds`
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined, seconds = HANG): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 250)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await sleep(pause);
  }
}

/**
 * Waits for work that can be seen to go on, however long all of it takes.
 * @param look returns what is left; undefined when nothing is
 * @throws Error when the same is left for `seconds`, saying what it is
 */
export async function untilDone(what: string, look: () => Promise<string | undefined>, seconds: number): Promise<void> {
  let [left, since] = [await look(), performance.now()];
  while (left !== undefined) {
    await sleep(100);
    const now = await look();
    if (now !== left) [left, since] = [now, performance.now()];
    else if (performance.now() - since > seconds * 1000)
      throw new Error(`${what}: nothing has moved for ${seconds} s; left: ${left}`);
  }
}
