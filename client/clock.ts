/** Timers and chance, for tests to stand in for. */
export interface ClientClock {
  /** Runs something later. @returns a function that calls it off */
  after(ms: number, run: () => void): () => void;
  /** From 0 to 1. */
  random(): number;
}

export const SYSTEM: ClientClock = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: Math.random,
};

/** A random UUID, for an `Idempotency-Key` or a `clientMessageId`. It stands in for `crypto.randomUUID`, which React Native does not have. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
