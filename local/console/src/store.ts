import { useEffect, useState } from 'preact/hooks';

/** A value that components follow. */
export interface Followed<T> {
  readonly value: T;
  set(next: T): void;
  /** @returns ends the subscription */
  follow(listener: (value: T) => void): () => void;
}

export function createStore<T>(first: T): Followed<T> {
  let value = first;
  const listeners = new Set<(value: T) => void>();
  return {
    get value() {
      return value;
    },
    set(next) {
      value = next;
      for (const listener of listeners) listener(value);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The present value of a store; the component is drawn anew when it changes. */
export function useStore<T>(store: Followed<T>): T {
  const [value, set] = useState(() => store.value);
  useEffect(() => {
    set(() => store.value);
    return store.follow((next) => set(() => next));
  }, [store]);
  return value;
}
