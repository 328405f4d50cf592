import { expect, it } from 'vitest';
import { fieldRows } from '../../core/data/data-row.ts';
import { STORED_DATA } from '../../docs/privacy.ts';
import { ROOT, sources } from './source.ts';

interface Schema {
  readonly model: { readonly entity: string };
  readonly attributes: object;
}

/** The names of each domain's entities, with those of their fields in order. */
const stored = new Map<string, Map<string, string[]>>();
for (const { path } of sources().filter(({ path }) => path.endsWith('.entity.ts'))) {
  const domain = path.split('/')[1] ?? '';
  const made = Object.values((await import(ROOT + path)) as Record<string, unknown>)
    .filter((one) => typeof one === 'function')
    .map((one) => (one() as { readonly schema?: Schema }).schema);
  const entities = stored.get(domain) ?? new Map<string, string[]>();
  for (const { model, attributes } of made.filter((schema) => schema !== undefined))
    entities.set(model.entity, Object.keys(attributes).toSorted());
  stored.set(domain, entities);
}

it('the register has the entities of every domain, and each field of theirs once', () => {
  const registered = Object.entries(STORED_DATA).map(
    ([domain, data]) =>
      [
        domain,
        Object.fromEntries(
          Object.entries(data).map(([name, row]) => [
            name,
            fieldRows(row)
              .map(({ field }) => field)
              .toSorted(),
          ]),
        ),
      ] as const,
  );
  expect(Object.fromEntries(registered)).toEqual(
    Object.fromEntries([...stored].map(([domain, entities]) => [domain, Object.fromEntries(entities)])),
  );
});

it('every purpose and every reason of the register belongs to a field that is named', () => {
  for (const [name, { personal, other, purposes = {}, unexported = {}, unerased = {} }] of Object.values(STORED_DATA).flatMap(
    (data) => Object.entries(data),
  )) {
    const reasons = [unexported, unerased].flatMap((some) => (typeof some === 'string' ? [] : Object.keys(some)));
    expect([...personal, ...other], name).toEqual(expect.arrayContaining(Object.keys(purposes)));
    expect(personal, name).toEqual(expect.arrayContaining(reasons));
  }
});
