import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { FILE, openApi, text } from '../../docs/openapi.ts';
import { foldedPattern, messagesOf } from '../../docs/openapi-rules.ts';
import type { Contract } from '../../schemas/contract.ts';
import { ROUTES } from '../../schemas/routes.ts';

it('docs/openapi.json says what the contracts promise', () => {
  const fresh = readFileSync(FILE, 'utf8') === text();
  expect(fresh, 'docs/openapi.json differs from the contracts: npm run generate writes it').toBe(true);
});

const CONTRACTS: readonly Contract[] = Object.values(ROUTES).flat();
const DOCUMENT = openApi(CONTRACTS);
const operationOf = ({ path, method }: Contract) =>
  (DOCUMENT.paths as Record<string, Record<string, { summary?: string; description?: string }>>)[path]?.[method.toLowerCase()];

it.each(CONTRACTS.map((contract) => [contract.name, contract] as const))(
  '%s has a short name and a description',
  (_, contract) => {
    const { summary = '', description = '' } = operationOf(contract) ?? {};
    expect(summary.split(' ').length).toBeLessThanOrEqual(6);
    expect(description).toContain(contract.summary);
  },
);

/** The values of each enum in a part of the document, each time that they are listed there. */
function enumsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(enumsIn);
  if (typeof part !== 'object' || part === null) return [];
  const { enum: values, examples: _, example: __, ...rest } = part as Record<string, unknown>;
  const isChoice = Array.isArray(values) && values.length > 1;
  return [...(isChoice ? [values.join(' ')] : []), ...Object.values(rest).flatMap(enumsIn)];
}

it('an enum that is listed twice would be two types of a client: it has a name', () => {
  // The rules of markets list the values that each of them takes.
  const { LegRules: _, ...schemas } = (DOCUMENT.components as { schemas: Record<string, unknown> }).schemas;
  const all = enumsIn([DOCUMENT.paths, schemas]);
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter((one, i) => all.indexOf(one) < i)).toEqual([]);
});

/** All schemas of a request that stand within one, itself included. */
function* within(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): Generator<z.core.$ZodType> {
  if (seen.has(schema)) return;
  seen.add(schema);
  yield schema;
  const def = schema._zod.def as unknown as Record<string, unknown>;
  const inner = ['innerType', 'element', 'in', 'out', 'keyType', 'valueType', 'left', 'right'].map((field) => def[field]);
  const members = [...Object.values((def.shape ?? {}) as object), ...((def.options ?? def.items ?? []) as unknown[])];
  for (const one of [...inner, ...members]) if (one instanceof z.core.$ZodType) yield* within(one, seen);
}
/** Messages of rules that the description of their field says. */
const IN_OTHER_WORDS: readonly string[] = ['names at least one pitcher', 'fewer places than are tied for them'];
const requestsOf = ({ params, query, body }: Contract) => [params, query, body].filter((one) => one !== undefined);
const REFINED = CONTRACTS.flatMap((contract) =>
  requestsOf(contract)
    .flatMap((schema) => [...within(schema)])
    .filter((schema) => (schema._zod.def.checks ?? []).some((check) => check._zod.def.check === 'custom'))
    .map((schema) => ({ name: contract.name, contract, schema })),
);

it('every rule that JSON Schema cannot say stands in words: in its message, or in the description of a rule without one', () => {
  const unsaid = REFINED.flatMap(({ name, contract, schema }) => {
    const messages = messagesOf(schema);
    const alone = { ...contract, replies: { 204: 'empty' }, errors: [] } as Contract;
    const text = JSON.stringify(openApi([alone]));
    const words = messages.length > 0 ? messages : [(schema as z.ZodType).meta()?.description ?? ''];
    const isSaid = (one: string) =>
      one !== '' && (text.includes(JSON.stringify(one).slice(1, -1)) || IN_OTHER_WORDS.includes(one));
    return words.every(isSaid) ? [] : [`${name}: ${words}`];
  });
  expect([...new Set(unsaid)]).toEqual([]);
  expect(REFINED.length).toBeGreaterThan(20);
});

it('a folded text has a pattern that takes both cases', () => {
  expect(foldedPattern('^[a-z0-9_]{3,20}-[89ab]\\d$')).toBe('^[a-z0-9_A-Z]{3,20}-[89abAB]\\d$');
  const text = JSON.stringify(operationOf(CONTRACTS.find(({ name }) => name === 'GetUser') as Contract));
  expect(text).toContain(JSON.stringify('[a-z0-9_A-Z]{3,20}').slice(1, -1));
});
