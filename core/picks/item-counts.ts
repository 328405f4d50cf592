import { type ItemCounts, REACTIONS, type ReactionName } from '#schemas/item-counts';

const COUNTER = { type: 'number' } as const;

/**
 * The counters of an item, in its own row, so that a page reads nothing beside it. A counter that is absent is zero. Only the counting
 * transaction of core/content changes them.
 */
export const counterAttributes = {
  commentCount: COUNTER,
  fireCount: COUNTER,
  upCount: COUNTER,
  downCount: COUNTER,
  laughCount: COUNTER,
  wowCount: COUNTER,
  moneyCount: COUNTER,
} as const;

export type CounterName = keyof typeof counterAttributes;
export const COUNTERS = Object.keys(counterAttributes) as CounterName[];
/** Additions to the counters of one item. */
export type CounterChange = Partial<Record<CounterName, number>>;

export const counterOf = (name: ReactionName): CounterName => `${name}Count`;

/** The counters of a row as they are shown. A repair under way may leave one below zero for a moment. */
export const countsView = (row: CounterChange): ItemCounts => {
  const shown = (name: CounterName) => Math.max(0, row[name] ?? 0);
  return {
    comments: shown('commentCount'),
    reactions: Object.fromEntries(REACTIONS.map((name) => [name, shown(counterOf(name))])) as ItemCounts['reactions'],
  };
};

type Attributes = Readonly<Record<CounterName, never>>;
interface Operations {
  eq(attribute: never, value: number): string;
  notExists(attribute: never): string;
}
/** The condition that the counters of a row are as they were read. */
export const countersAre = (before: CounterChange, attributes: object, operations: object): string => {
  const [of, is] = [attributes as Attributes, operations as Operations];
  return COUNTERS.map((name) => (before[name] === undefined ? is.notExists(of[name]) : is.eq(of[name], before[name]))).join(
    ' AND ',
  );
};
