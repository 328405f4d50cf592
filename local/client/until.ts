import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Asks again and again until there is an answer.
 * @param ask its answer, or undefined when there is none yet
 * @throws after `seconds`, saying what was waited for
 */
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined, seconds = 30): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (let pause = 20; ; pause = Math.min(pause * 1.5, 250)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > end) throw new Error(`waited ${seconds} s for ${what}`);
    await sleep(pause);
  }
}
