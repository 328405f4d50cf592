import { type CreateEntityItem, Entity, type EntityItem, type Schema } from 'electrodb';
import { type Connection, connection } from './connection.ts';
import { GSI1, GSI2, KEYS, TTL } from './keys.ts';

type AnySchema = Schema<string, string, string>;

/** The schema that ElectroDB infers items and queries from: ours without what all entities have in common. */
interface Shape {
  readonly attributes: AnySchema['attributes'];
  readonly indexes: AnySchema['indexes'];
}

/** One index of an entity, whose keys consist of the attributes named. */
interface Index<Name> {
  readonly pk: { readonly composite: readonly Name[] };
  readonly sk: { readonly composite: readonly Name[] };
}

/** `model` gives ElectroDB's key prefixes and markers. The version is part of every key: a new one is another entity. */
const model = <const Name extends string>(entity: Name) => ({ entity, version: '1', service: 'youbet' }) as const;

/** ElectroDB's entity, with all that it infers from a shape. */
type Built<Name extends string, S extends Shape> = Entity<
  string,
  string,
  string,
  { model: ReturnType<typeof model<Name>>; attributes: S['attributes']; indexes: S['indexes'] }
>;

/**
 * An entity of the one table. Building one checks its model, which costs milliseconds of cold start, and a function uses few of those that
 * it carries: so this returns a function, which builds the entity at its first call, over the connection of that moment.
 * @param name ElectroDB's name of the entity, which its keys and the stream's filter contain: never changed once rows exist
 * @param shape attributes, and indexes made by primary() and gsi1(), whose keys name attributes
 */
export function entity<const Name extends string, const S extends Shape>(
  name: Name,
  shape: S & { readonly indexes: Readonly<Record<string, Index<keyof S['attributes']>>> },
): () => Built<Name, S> {
  let built: { readonly entity: Built<Name, S>; readonly over: Connection } | undefined;
  return () => {
    const over = connection();
    if (built?.over !== over) {
      const { attributes, indexes }: S = shape;
      built = { entity: new Entity({ model: model(name), attributes, indexes }, over), over };
    }
    return built.entity;
  };
}

// biome-ignore lint/suspicious/noExplicitAny: as ElectroDB's own types say "any entity"
type AnyEntity = () => Entity<any, any, any, any>;
/** An item as it is read. */
export type Item<E extends AnyEntity> = EntityItem<ReturnType<E>>;
/** An item as it is created. */
export type NewItem<E extends AnyEntity> = CreateEntityItem<ReturnType<E>>;

/** Attributes of a key whose letters keep their case: see exact(). */
interface Exact<Names> {
  readonly composite: Names;
  readonly casing: 'none';
}
type KeyOf<Names> = Names | Exact<Names>;

/** Keeps the case of a key's attributes. ElectroDB writes keys in lower case otherwise, which joins tokens that differ by case alone. */
export const exact = <const Names extends readonly string[]>(...composite: Names): Exact<Names> => ({
  composite,
  casing: 'none',
});

const keyOf = <Names extends readonly string[]>(key: KeyOf<Names>): { readonly composite: Names; readonly casing?: 'none' } =>
  'casing' in key ? key : { composite: key };

/** ElectroDB's shape of the table's own key. */
interface TableKey<Pk, Sk> {
  readonly pk: { readonly field: string; readonly composite: Pk; readonly casing?: 'none' };
  readonly sk: { readonly field: string; readonly composite: Sk; readonly casing?: 'none' };
}

/**
 * The table's own key, made of attributes.
 * @param pk names the attributes of the partition key
 * @param sk names those of the sort key; left out where a partition holds one item of this entity
 */
export function primary<const Pk extends readonly string[]>(pk: KeyOf<Pk>): TableKey<Pk, readonly []>;
export function primary<const Pk extends readonly string[], const Sk extends readonly string[]>(
  pk: KeyOf<Pk>,
  sk: KeyOf<Sk>,
): TableKey<Pk, Sk>;
export function primary(
  pk: KeyOf<readonly string[]>,
  sk: KeyOf<readonly string[]> = [],
): TableKey<readonly string[], readonly string[]> {
  return { pk: { field: KEYS.pk, ...keyOf(pk) }, sk: { field: KEYS.sk, ...keyOf(sk) } };
}

/** A list in the first index. @param projection the attributes that the index carries: of GSI1.projection, no others */
export const gsi1 = <
  const Pk extends readonly string[],
  const Sk extends readonly string[],
  const Projection extends readonly (typeof GSI1.projection)[number][],
>(
  pk: Pk,
  sk: Sk,
  projection: Projection,
) => ({
  index: GSI1.name,
  projection,
  pk: { field: GSI1.pk, composite: pk },
  sk: { field: GSI1.sk, composite: sk },
});

/**
 * A list in the second index, which carries keys alone: query it with `hydrate: true`, which gets the items in a batch.
 * @internal until an entity needs it
 */
export const gsi2 = <const Pk extends readonly string[], const Sk extends readonly string[]>(pk: Pk, sk: Sk) => ({
  index: GSI2.name,
  projection: 'keys_only' as const,
  pk: { field: GSI2.pk, composite: pk },
  sk: { field: GSI2.sk, composite: sk },
});

/** Epoch seconds after which DynamoDB deletes an item. It does so late: readers compare too. */
export const EXPIRES_AT = { type: 'number', required: true, field: TTL } as const;

/** The number of an appended fact, from 1 on, padded so that the facts of one partition sort by it. */
export const FACT_NUMBER = { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } } as const;
