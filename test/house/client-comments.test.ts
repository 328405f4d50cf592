import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CALLED } from '../../docs/client.ts';
import { commentOf, type JsonSchema, typeOf } from '../../docs/client-types.ts';
import { document } from '../../docs/openapi.ts';
import type { Contract } from '../../schemas/contract.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { ROOT } from './source.ts';

/** The comments of the client's types say what a type of TypeScript cannot. */

it.each([
  [{ type: 'string', pattern: '^[a-z]{3}$' }, '/** Pattern: `^[a-z]{3}$`. */\n'],
  [{ type: 'string', pattern: `^${'x'.repeat(80)}$`, description: 'A name.' }, '/** A name. */\n'],
  [{ type: 'string', maxLength: 512 }, '/** At most 512 characters. */\n'],
  [
    { description: 'Text of 1 to 9 characters: well-formed Unicode, trimmed.', maxLength: 36 },
    '/** Text of 1 to 9 characters. */\n',
  ],
  [{ type: 'integer', minimum: 1, maximum: 100, default: 20 }, '/** From 1 to 100. `20` where left out. */\n'],
  [{ type: 'integer', minimum: 0, maximum: 99, description: 'Unread, at most 99.' }, '/** Unread, at most 99. */\n'],
  [{ type: 'integer', minimum: 1 }, ''],
  [{ type: 'array', minItems: 2, maxItems: 12 }, '/** 2 to 12 items. */\n'],
  [{ description: 'A leg.\n\n- `moneyline`: `home`.\n- `total`: `over`.' }, '/** A leg. */\n'],
  [{ description: 'The older name.', deprecated: true }, '/** @deprecated The older name. */\n'],
  [{ description: 'Ends a comment: */ here.' }, '/** Ends a comment: *\\/ here. */\n'],
] as const satisfies readonly [JsonSchema & { deprecated?: boolean }, string][])('%j reads %j', (schema, comment) => {
  expect(commentOf(schema)).toBe(comment);
});

it('a text with a format has the type of its name', () => {
  const formats = ['date-time', 'date', 'uuid', 'uri', 'email'].map((format) => typeOf({ type: 'string', format }));
  expect(formats).toEqual(['Instant', 'CalendarDay', 'Uuid', 'Url', 'string']);
});

it('each older name of a route is struck out in an editor', () => {
  const older = (Object.values(ROUTES).flat() as readonly Contract[]).filter((each) => each.deprecated);
  expect(older.length).toBeGreaterThan(2);
  const routes = readFileSync(`${ROOT}client/generated/routes.ts`, 'utf8');
  for (const { name } of older) expect(routes).toMatch(new RegExp(`/\\*\\* @deprecated [^\\n]*\\n(export )const ${name}:`));
  expect(routes.split('@deprecated').length - 1).toBe(older.length);
});

it('what travels in both directions alike has one name', () => {
  const names = [...readFileSync(`${ROOT}client/generated/types.ts`, 'utf8').matchAll(/^export type (\w+)/gm)].map(
    ([, name]) => name ?? '',
  );
  expect(names).toContain('QuietHours');
  expect(names.filter((name) => name.endsWith('Output'))).toEqual([]);
});

it('the document has the value of each parameter that is left out', () => {
  const paths = document().paths as unknown as Record<string, Record<string, { parameters: readonly Parameter[] }>>;
  const missing = CALLED.flatMap(({ path, method, query }) =>
    Object.entries(query?.shape ?? {}).flatMap(([name, schema]) => {
      const value = schema.safeParse(undefined).data;
      const parameter = paths[path]?.[method.toLowerCase()]?.parameters.find((one) => one.name === name);
      return value === undefined || parameter?.schema.default === value ? [] : [`${method} ${path} ${name}`];
    }),
  );
  expect(missing).toEqual([]);
});
interface Parameter {
  readonly name: string;
  readonly schema: JsonSchema;
}

it('a parameter is described by more than its rule', () => {
  const paths = document().paths as unknown as Record<string, Record<string, { parameters?: readonly Described[] }>>;
  const all = Object.values(paths).flatMap((path) => Object.values(path).flatMap(({ parameters = [] }) => parameters));
  expect(all.length).toBeGreaterThan(200);
  expect(all.filter(({ description }) => description.startsWith('Rule: ')).map(({ name }) => name)).toEqual([]);
});
interface Described {
  readonly name: string;
  readonly description: string;
}
