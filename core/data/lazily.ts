/**
 * Stands for an entity until it is first used: building one checks its model, which costs milliseconds of every cold start, and a function
 * uses only some of those that it carries in any one call.
 */
export function lazily<E extends object>(make: () => E): E {
  let made: E | undefined;
  return new Proxy({} as E, {
    get(_, name) {
      made ??= make();
      const value: unknown = Reflect.get(made, name);
      return typeof value === 'function' ? value.bind(made) : value;
    },
  });
}
