/** The end of all that has none, as an instant, so that it compares like one. */
export const FOREVER = '9999-12-31T23:59:59.999Z';

/** An instant in whole epoch seconds, the unit of DynamoDB's TTL. */
export const epoch = (now: Date): number => Math.floor(now.getTime() / 1000);

/** A clock that runs on from `now`, for work that lasts so long that a start may pass within it. */
export function running(now: Date): () => Date {
  const started = performance.now();
  return () => new Date(now.getTime() + Math.floor(performance.now() - started));
}
