/** An instant in whole epoch seconds, as DynamoDB's TTL wants it. */
export const epoch = (now: Date): number => Math.floor(now.getTime() / 1000);

/** The clock that a door read, still running: for work so long that what may no longer be done can come to pass within it. */
export function running(now: Date): () => Date {
  const started = performance.now();
  return () => new Date(now.getTime() + Math.floor(performance.now() - started));
}
