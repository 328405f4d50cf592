import { describe, expect, it } from 'vitest';
import { ROOT, sources } from './source.ts';

/** An attribute in an entity's schema, as far as these tests read it. */
interface Attribute {
  readonly type: string | readonly string[];
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly properties?: Readonly<Record<string, Attribute>>;
}
interface Key {
  readonly field: string;
  readonly composite: readonly string[];
  readonly casing?: string;
}
type Item = Record<string, unknown>;
interface Write {
  params(): Readonly<Record<string, unknown>>;
  set(change: Item): Write;
}
type Method = (item: Item) => Write;
interface AnyEntity {
  readonly schema: {
    readonly model: { readonly entity: string };
    readonly attributes: Readonly<Record<string, Attribute>>;
    readonly indexes: Readonly<Record<string, { readonly pk: Key; readonly sk: Key }>>;
  };
  readonly patch: Method;
  readonly put: Method;
  readonly create: Method;
  readonly upsert: Method;
  readonly update: Method;
  readonly delete: Method;
  readonly remove: Method;
}

const files = sources().filter(({ path }) => path.endsWith('.entity.ts'));
const entities = (
  await Promise.all(files.map(async ({ path }) => Object.values((await import(ROOT + path)) as Record<string, unknown>)))
)
  .flat()
  .filter((one): one is () => AnyEntity => typeof one === 'function')
  .map((one) => one())
  .filter(({ schema }) => schema?.model !== undefined);

function sample({ type, properties = {} }: Attribute): unknown {
  if (typeof type !== 'string') return type[0];
  if (type === 'map') return Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, sample(one)]));
  return { number: 1, boolean: true, list: [] }[type] ?? 'a';
}
const itemOf = ({ schema }: AnyEntity): Item =>
  Object.fromEntries(Object.entries(schema.attributes).map(([name, attribute]) => [name, sample(attribute)]));
const keysOf = ({ schema }: AnyEntity) =>
  Object.values(schema.indexes).find(({ pk }) => pk.field === 'pk') as { pk: Key; sk: Key };

describe.each(entities.map((one) => [one.schema.model.entity, one] as const))('a row of %s', (_, entity) => {
  const { pk, sk } = keysOf(entity);
  const item = itemOf(entity);
  const key = Object.fromEntries([...pk.composite, ...sk.composite].map((name) => [name, item[name]]));
  const texts = (of: Key) => of.composite.filter((name) => entity.schema.attributes[name]?.type === 'string');

  it('is never written by a key that is in upper case and yet the same', () => {
    for (const name of [pk, sk].flatMap((of) => (of.casing === 'none' ? [] : texts(of)))) {
      for (const method of ['patch', 'update', 'delete', 'remove'] as const)
        expect(() => entity[method]({ ...key, [name]: 'A' })).toThrow('not folded');
      for (const method of ['put', 'create', 'upsert'] as const)
        expect(() => entity[method]({ ...item, [name]: 'A' })).toThrow('not folded');
    }
    for (const name of [pk, sk].flatMap((of) => (of.casing === 'none' ? texts(of) : []))) {
      const [lower, upper] = ['a', 'A'].map((text) => JSON.stringify(entity.patch({ ...key, [name]: text }).params().Key));
      expect(upper).not.toBe(lower);
    }
  });

  it('keeps the attributes of its key: no change sets one', () => {
    for (const name of Object.keys(key))
      for (const method of ['patch', 'update'] as const)
        expect(() =>
          entity[method](key)
            .set({ [name]: item[name] })
            .params(),
        ).toThrow('Read-Only');
  });
});

it('no attribute by which an index finds a row changes, but those whose row is to move in the index', () => {
  const moving = entities.flatMap((entity) => {
    const { model, attributes, indexes } = entity.schema;
    const { pk, sk } = keysOf(entity);
    const own = [...pk.composite, ...sk.composite];
    const listed = Object.values(indexes).flatMap((index) => [...index.pk.composite, ...index.sk.composite]);
    return [...new Set(listed)]
      .filter((name) => !own.includes(name) && !attributes[name]?.readOnly)
      .map((name) => `${model.entity}.${name}`);
  });
  expect(moving).toEqual([
    ...['event.startsAt', 'event.sweepAt', 'follow.state', 'follow.since'],
    ...['blocknote.dueAt', 'reportcase.status', 'reportcase.order', 'openreview.openedAt'],
  ]);
});
