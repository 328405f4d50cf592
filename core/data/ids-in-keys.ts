import { GSI2 } from './keys.ts';

/**
 * The ids by which rows of one entity are sorted in the index that carries keys alone, in the order of a query.
 * @param entity ElectroDB's name of the entity; the last attribute of its sort key is a UUID
 * @param answer of a query with `data: 'raw'`
 */
export const idsInKeys = <Id extends string>(entity: string, answer: unknown): Id[] =>
  ((answer as { Items?: readonly Readonly<Record<string, string>>[] }).Items ?? []).flatMap(({ [GSI2.sk]: sortKey = '' }) =>
    sortKey.startsWith(`$${entity}_1#`) ? [sortKey.slice(-36) as Id] : [],
  );
