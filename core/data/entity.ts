import { type CreateEntityItem, Entity, type EntityItem, type Schema } from 'electrodb';
import { type Connection, connection } from './connection.ts';
import { guardKeys } from './guard-keys.ts';
import { GSI1, GSI2, KEYS, TTL } from './keys.ts';

type AnySchema = Schema<string, string, string>;

/** The part of an ElectroDB schema that differs between our entities. ElectroDB infers items and queries from it. */
interface Shape {
  readonly attributes: AnySchema['attributes'];
  readonly indexes: AnySchema['indexes'];
}

/** One index of an entity. Its keys consist of the named attributes. */
interface Index<Name> {
  readonly pk: { readonly composite: readonly Name[] };
  readonly sk: { readonly composite: readonly Name[] };
}

/** ElectroDB's key prefixes and markers. The version is part of every key, so another version is another entity. */
const model = <const Name extends string>(entity: Name) => ({ entity, version: '1', service: 'youbet' }) as const;

/** The beginning of the sort keys of an entity's rows. */
export const prefixOf = (entity: string): string => `$${entity}_${model(entity).version}`;

/** ElectroDB's entity with the types that it infers from a shape. */
type Built<Name extends string, S extends Shape> = Entity<
  string,
  string,
  string,
  { model: ReturnType<typeof model<Name>>; attributes: S['attributes']; indexes: S['indexes'] }
>;

/**
 * An entity of the one table. ElectroDB checks a model when it builds it, which costs milliseconds of cold start, and a function uses few of
 * the entities in its bundle. So the returned function builds the entity at its first call, over the connection of that moment. No write
 * changes an attribute of a row's key: ElectroDB refuses to set one, and guardKeys() to write by a key that differs from the row's in case.
 * @param name ElectroDB's name of the entity; keys and the stream's filter contain it, so it never changes once rows exist
 * @param shape the attributes, and the indexes from primary() and gsi1()
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
      built = { entity: guardKeys(new Entity({ model: model(name), attributes, indexes }, over), name, indexes), over };
    }
    return built.entity;
  };
}

// biome-ignore lint/suspicious/noExplicitAny: as ElectroDB's own types say "any entity"
type AnyEntity = () => Entity<any, any, any, any>;
/** An item of an entity, as a read returns it. */
export type Item<E extends AnyEntity> = EntityItem<ReturnType<E>>;
/** An item of an entity, as create() takes it. */
export type NewItem<E extends AnyEntity> = CreateEntityItem<ReturnType<E>>;

/** The attributes of a key whose letters keep their case: see exact(). */
interface Exact<Names> {
  readonly composite: Names;
  readonly casing: 'none';
}
type MaybeExact<Names> = Names | Exact<Names>;

/** Keeps the case of a key's attributes. Without it ElectroDB writes keys in lower case, so that tokens which differ by case alone collide. */
export const exact = <const Names extends readonly string[]>(...composite: Names): Exact<Names> => ({
  composite,
  casing: 'none',
});

const keyOf = <Names extends readonly string[]>(
  key: MaybeExact<Names>,
): { readonly composite: Names; readonly casing?: 'none' } => ('casing' in key ? key : { composite: key });

/** The table's own key in ElectroDB's form. */
interface TableKey<Pk, Sk> {
  readonly pk: { readonly field: string; readonly composite: Pk; readonly casing?: 'none' };
  readonly sk: { readonly field: string; readonly composite: Sk; readonly casing?: 'none' };
}

/**
 * Makes the table's own key of attributes.
 * @param pk the names of the partition key's attributes
 * @param sk the names of the sort key's attributes; left out if a partition holds one item of this entity
 */
export function primary<const Pk extends readonly string[]>(pk: MaybeExact<Pk>): TableKey<Pk, readonly []>;
export function primary<const Pk extends readonly string[], const Sk extends readonly string[]>(
  pk: MaybeExact<Pk>,
  sk: MaybeExact<Sk>,
): TableKey<Pk, Sk>;
export function primary(
  pk: MaybeExact<readonly string[]>,
  sk: MaybeExact<readonly string[]> = [],
): TableKey<readonly string[], readonly string[]> {
  return { pk: { field: KEYS.pk, ...keyOf(pk) }, sk: { field: KEYS.sk, ...keyOf(sk) } };
}

/** A list in the first index. @param projection the attributes that the index carries, each one of GSI1.projection */
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

/** A list in the second index, which carries keys alone: query it with `hydrate: true`, which gets the items in a batch. */
export const gsi2 = <const Pk extends readonly string[], const Sk extends readonly string[]>(pk: Pk, sk: Sk) => ({
  index: GSI2.name,
  projection: 'keys_only' as const,
  pk: { field: GSI2.pk, composite: pk },
  sk: { field: GSI2.sk, composite: sk },
});

/**
 * A list that holds only the rows of which `condition` is true. Such rows are written whole, by a put: ElectroDB wants each attribute of the
 * list's key in every write.
 */
export const only = <List extends object>(list: List, condition: (row: Readonly<Record<string, unknown>>) => boolean) => ({
  ...list,
  condition,
});

/** Epoch seconds after which DynamoDB deletes an item. It deletes late, so readers compare with `now` too. */
export const EXPIRES_AT = { type: 'number', required: true, field: TTL } as const;

/** The number of an appended fact. It counts from 1 and is padded in the key, so that the facts of a partition sort by it. */
export const FACT_NUMBER = { type: 'number', required: true, readOnly: true, padding: { length: 6, char: '0' } } as const;
