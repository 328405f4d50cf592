/** The sections of docs/access-patterns.md that have a table. */
export const GROUPS = [
  'people',
  'graph',
  'moderation',
  'events',
  'picks',
  'content',
  'messaging',
  'records',
  'feeds',
  'upkeep',
  'realtime',
  'notifications',
  'media',
] as const;
export type Group = (typeof GROUPS)[number];

/** A table that several scenarios read, so that its rows are written once. Their runs write nothing but the caller's limits. */
export interface World {
  readonly name: string;
  /** Fills the table of this size. */
  readonly make: (size: number) => Promise<void>;
  /** Has `made` give what was made for this size. */
  readonly enter: (size: number) => void;
}

/** @param make fills an empty table @returns the world, and a function that gives the result of `make` */
export function world<T>(name: string, make: (size: number) => Promise<T>): World & { readonly made: () => T } {
  const bySize = new Map<number, T>();
  let current = 0;
  return {
    name,
    make: async (size) => void bySize.set(size, await make(size)),
    enter(size) {
      current = size;
    },
    made: () => bySize.get(current) as T,
  };
}

/** One row of docs/access-patterns.md. */
export interface Scenario {
  readonly name: string;
  readonly group: Group;
  /**
   * The names of all that it runs: a contract or a socket's action (`PlacePick`), a door (`queues/settle-event`), a projection of a stream
   * (`countPlacedPick`). Each of the product's stands in one scenario, at least.
   */
  readonly of: readonly string[];
  /** The thing that grows, in the plural. It is measured with 100, 1,000 and 10,000 of them; a scenario without it is measured once. */
  readonly growth?: string;
  /** The largest size that is measured, where more cannot be. */
  readonly most?: number;
  /** The table that it reads; without one it gets an empty table. */
  readonly on?: World;
  /** Makes the rest without being counted. @param size how many there are of what grows; 0 without growth @returns the run that is counted */
  readonly prepare: (size: number) => Promise<() => Promise<unknown>>;
}

export const SIZES = [100, 1_000, 10_000] as const;
