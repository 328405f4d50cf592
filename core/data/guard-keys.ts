import { KEYS } from './keys.ts';

/** A key of a built index: its attributes, and `none` where their case is kept. */
interface Key {
  readonly field?: string | undefined;
  readonly composite: readonly string[];
  readonly casing?: string | null | undefined;
}
interface Indexes {
  readonly [name: string]: { readonly pk: Key; readonly sk?: Key | undefined };
}
type Given = Readonly<Record<string, unknown>>;
type Method = (given: Given | readonly Given[]) => unknown;

/** Every method of an ElectroDB entity that writes an item, or begins a write, from the attributes of its key. */
const WRITES = ['put', 'create', 'upsert', 'patch', 'update', 'delete', 'remove'] as const;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
/** True for the only text that makes its key, which is in lower case: one that is folded, or an instant. */
const isFolded = (value: string): boolean => value === value.toLowerCase() || INSTANT.test(value);

/**
 * Makes an entity refuse a write by a key that is not as the row itself has it. ElectroDB folds keys and, in each patch, sets the attributes
 * of the key to what it was given: a patch by an id in upper case would find the row and change the row's own id.
 * @throws Error from the write when a text of a folded key is in upper case, which is a fault of ours: ids are folded where they come in
 */
export function guardKeys<E extends object>(entity: E, name: string, indexes: Indexes): E {
  const table = Object.values(indexes).find(({ pk }) => pk.field === KEYS.pk);
  const folded = [table?.pk, table?.sk].flatMap((key) => (key && key.casing !== 'none' ? key.composite : []));
  const methods = entity as Record<(typeof WRITES)[number], Method>;
  for (const method of WRITES) {
    const write = methods[method].bind(entity);
    methods[method] = (given) => {
      for (const item of [given].flat() as Given[]) {
        const wrong = folded.find((attribute) => typeof item[attribute] === 'string' && !isFolded(item[attribute]));
        if (wrong !== undefined) throw new Error(`${method}: the ${wrong} of a ${name} is not folded`);
      }
      return write(given);
    };
  }
  return entity;
}
