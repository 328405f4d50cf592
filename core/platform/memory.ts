/** The time for which a value is kept. */
interface Span {
  readonly from: Date;
  readonly until: Date;
}

/**
 * Values that a process keeps between calls. A new process has none, so that nothing may depend on a value being there: this saves reads whose
 * answer holds for a while.
 */
export class Memory<Value> {
  readonly #kept = new Map<string, Span & { readonly value: Value }>();
  readonly #most: number;

  /** @param most values; of more the one that was kept first is dropped */
  constructor(most: number) {
    this.#most = most;
  }

  /** Undefined for a key of which nothing is kept at this instant. */
  find(key: string, now: Date): Value | undefined {
    const kept = this.#kept.get(key);
    return kept && kept.from <= now && now < kept.until ? kept.value : undefined;
  }

  keep(key: string, value: Value, span: Span): void {
    this.#kept.delete(key);
    this.#kept.set(key, { value, ...span });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most) return;
      this.#kept.delete(oldest);
    }
  }
}
