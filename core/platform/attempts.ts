import { setTimeout as sleep } from 'node:timers/promises';

/** Pauses between attempts, in milliseconds. */
interface Pauses {
  /** The first pause is at most this long, each next one at most twice as long as the one before. */
  readonly pause: number;
  /** No pause is longer. */
  readonly longest: number;
}
/** The number of attempts, or the end of the last pause on the clock of performance.now(). */
type Bound = { readonly most: number; readonly until?: number } | { readonly most?: number; readonly until: number };

/**
 * Counts attempts from 1, with a pause before each but the first. Pauses have full jitter, so that callers who met once do not meet again:
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * The loop's body returns when it has succeeded; what follows the loop reports that all attempts failed.
 */
export async function* attempts({
  pause,
  longest,
  most = Number.POSITIVE_INFINITY,
  until = Number.POSITIVE_INFINITY,
}: Pauses & Bound): AsyncGenerator<number, void> {
  for (let attempt = 1; ; attempt++) {
    yield attempt;
    const wait = Math.random() * Math.min(pause * 2 ** (attempt - 1), longest);
    if (attempt >= most || performance.now() + wait > until) return;
    await sleep(wait);
  }
}
