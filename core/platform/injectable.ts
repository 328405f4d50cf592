/** An instance of which a process needs one, and which a test or a local tool can replace. */
export interface Injectable<T> {
  /** Returns the one instance. The first call makes it, so that importing a module costs nothing and reads no environment. */
  (): T;
  /** Replaces the instance from now on. After `undefined` the next call makes a new one. */
  inject(instance: T | undefined): void;
}

/** @param make builds the instance from this process' environment */
export function injectable<T extends object>(make: () => T): Injectable<T> {
  let instance: T | undefined;
  return Object.assign(() => (instance ??= make()), {
    inject(replacement: T | undefined) {
      instance = replacement;
    },
  });
}
