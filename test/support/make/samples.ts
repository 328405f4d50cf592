import { epoch } from '#platform/clock';
import { later } from '../bettors.ts';

/** An attribute in the schema of an entity, as far as a sample needs it. */
interface SampledAttribute {
  readonly type: string | readonly string[];
  readonly items?: SampledAttribute | string | readonly string[];
  readonly properties?: Readonly<Record<string, SampledAttribute>>;
}
export interface SampledEntity {
  readonly schema: {
    readonly model: { readonly entity: string };
    readonly attributes: Readonly<Record<string, SampledAttribute>>;
  };
  put(item: object): { go(): Promise<unknown> };
}
export type Sample = Readonly<Record<string, unknown>>;

let next = 700_000;
const isInstant = (name: string) => /(At|^at|^since|[uU]ntil)$/.test(name);

/** A value that stands nowhere else, where the type has such. */
function sampled(entity: string, name: string, { type, items, properties = {} }: SampledAttribute): unknown {
  if (name === 'expiresAt') return epoch(later(30 * 86_400_000));
  if (typeof type !== 'string') return type[0];
  const element = typeof items === 'object' && 'type' in items ? items : { type: items ?? 'string' };
  const text = `canary ${entity} ${name}`.toLowerCase();
  switch (type) {
    case 'map':
      return Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, sampled(entity, key, one)]));
    case 'list':
    case 'set':
      return [sampled(entity, name, element as SampledAttribute)];
    case 'number':
      return ++next;
    case 'boolean':
      return true;
    case 'any':
      return { text };
    default:
      return isInstant(name) ? later(++next).toISOString() : text;
  }
}

/**
 * A row with every attribute of an entity.
 * @param ids values by the names of attributes, for every entity
 * @param given values of this entity
 */
export const sampleOf = ({ schema: { model, attributes } }: SampledEntity, ids: Sample, given: Sample = {}): Sample => ({
  ...Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, ids[name] ?? sampled(model.entity, name, one)])),
  ...given,
});
