import { conditionOf, type Placeholders } from './expressions.ts';

/** The items that a query is about: those of a partition whose sort keys lie side by side. */
export interface KeyRange {
  readonly partition: string;
  /** No sort key of the range is less. */
  readonly least: string;
  isIn(sortKey: string): boolean;
}

/** Reads the condition on the keys of a query: `pk = :pk`, with or without one on the sort key. */
export function keyRangeOf(text: string, of: Placeholders, { pk, sk }: { readonly pk: string; readonly sk: string }): KeyRange {
  // Each comparison, with the first value that it compares to.
  const compared = [...text.matchAll(/(?:begins_with\()?(#?\w+)(?:\s*(?:=|>=|>)\s*|\s+BETWEEN\s+|,\s*)(:\w+)/gi)];
  const valueFor = (key: string) => of.values[compared.find(([, name = '']) => (of.names[name] ?? name) === key)?.[2] ?? ''];
  const partition = valueFor(pk);
  if (typeof partition !== 'string') throw new Error(`The memory table finds no partition in ${text}`);
  const condition = conditionOf(text);
  const item = { [pk]: partition, [sk]: '' };
  return {
    partition,
    least: String(valueFor(sk) ?? ''),
    isIn(sortKey) {
      item[sk] = sortKey;
      return condition(item, of);
    },
  };
}
