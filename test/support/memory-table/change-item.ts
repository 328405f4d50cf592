import { changesOf, type Item, type Placeholders, valueAt } from './expressions.ts';

type Values = Record<string | number, unknown>;

/** A copy of a plain value without what is undefined, as it is stored. */
export function copied<T>(value: T): T {
  if (!(value instanceof Object)) return value;
  if (value instanceof Set) return new Set(value) as T;
  if (value instanceof Uint8Array) return value.slice() as T;
  if (Array.isArray(value)) return value.filter((one) => one !== undefined).map(copied) as T;
  const made: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) if (one !== undefined) made[name] = copied(one);
  return made as T;
}

/** The item after an update. @throws where the path of a change does not lead into the item */
export function changed(before: Item, expression: string, of: Placeholders): Item {
  const after = copied(before) as Values;
  for (const { verb, path, value } of changesOf(expression)) {
    const way = path(of);
    const holder = valueAt(after, way.slice(0, -1));
    if (!(holder instanceof Object)) throw new Error(`The document path of ${expression} is invalid for update.`);
    const name = way.at(-1) ?? '';
    const given = copied(value(before, of));
    const next = verb === 'SET' ? given : verb === 'REMOVE' ? undefined : joined(verb, valueAt(before, way), given);
    if (next !== undefined) (holder as Values)[name] = next;
    else if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else delete (holder as Values)[name];
  }
  return after as Item;
}

/** Adds to a number or a set, or takes from a set; undefined where nothing is left of it. */
function joined(verb: 'ADD' | 'DELETE', standing: unknown, given: unknown): unknown {
  if (given instanceof Set) {
    const all = new Set<unknown>(standing instanceof Set ? standing : []);
    for (const one of given) verb === 'ADD' ? all.add(one) : all.delete(one);
    return all.size > 0 ? all : undefined;
  }
  if (verb === 'DELETE' || typeof given !== 'number') throw new Error(`${verb} takes a number or a set`);
  return ((standing ?? 0) as number) + given;
}
