import type { Item } from './expressions.ts';
import type { KeyRange } from './key-condition.ts';

/** The items of one partition in the order of their sort keys. */
export class Partition {
  readonly #items = new Map<string, Item>();
  readonly #keys: string[] = [];

  get(sortKey: string): Item | undefined {
    return this.#items.get(sortKey);
  }
  set(sortKey: string, item: Item): void {
    if (!this.#items.has(sortKey)) this.#keys.splice(this.#placeOf(sortKey), 0, sortKey);
    this.#items.set(sortKey, item);
  }
  delete(sortKey: string): void {
    if (this.#items.delete(sortKey)) this.#keys.splice(this.#placeOf(sortKey), 1);
  }
  all(): Item[] {
    return [...this.#items.values()];
  }
  /** The items of a range, in rising order. */
  within({ least, isIn }: KeyRange): Item[] {
    const found: Item[] = [];
    for (let at = this.#placeOf(least); at < this.#keys.length; at++) {
      const key = this.#keys[at] ?? '';
      if (isIn(key)) found.push(this.#items.get(key) as Item);
      // The least one itself may be left out.
      else if (found.length > 0 || key > least) break;
    }
    return found;
  }

  /** The place of the first key that is not less. */
  #placeOf(key: string): number {
    let [low, high] = [0, this.#keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? '') < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
