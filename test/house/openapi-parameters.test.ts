import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import { document } from '../../docs/openapi.ts';
import type { Contract } from '../../schemas/contract.ts';
import { headersOf } from '../../schemas/idempotency-key.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { type Known, type Shape, textsFor } from '../support/make/inputs.ts';

/** The document's rules of parameters, against zod's: both judge the same made-up values, one parameter at a time. */

const CONTRACTS: readonly Contract[] = Object.values(ROUTES).flat();
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
formats.default(ajv);
const made = document();
ajv.addSchema(made, 'document');

interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly description: string;
  readonly schema: Shape;
}
interface Operation {
  readonly description: string;
  readonly parameters?: readonly Parameter[];
}
const operationOf = ({ path, method }: Contract): Operation =>
  (made.paths as unknown as Record<string, Record<string, Operation>>)[path]?.[method.toLowerCase()] as Operation;
const schemasOf = (contract: Contract) =>
  ({ path: contract.params, query: contract.query, header: headersOf(contract) }) as Record<
    Parameter['in'],
    z.ZodObject | undefined
  >;

/** A text of the URL as its schema reads it: an integer is written in decimal digits. */
const read = (text: string, { schema }: Parameter): unknown =>
  schema.type === 'integer' && /^\d+$/.test(text) ? Number(text) : text;

const flat = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] =>
  issues.flatMap((issue) => (issue.code === 'invalid_union' ? issue.errors.flatMap(flat) : [issue]));

/** Values that fit a rule that no JSON Schema says. */
const KNOWN: Known = { tz: ['Europe/London', 'UTC'] };

/** The words that say a rule of a text (schemas/text.ts), by its refusal. Any other refusal is itself in the description. */
const WORDS: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^must be at most (\d+) characters$/, ([, most]) => ` to ${most} characters`],
  [/^must be at least (\d+) characters$/, ([, least]) => ` of ${least} to `],
  [/^must be at most (\d+) bytes in UTF-8$/, ([, most]) => `at most ${most} bytes in UTF-8`],
  [/^must be one line$/, () => 'One line of'],
  [/^must show something$/, () => 'Something in it is visible'],
  [/^must be well-formed Unicode$/, () => 'well-formed Unicode'],
  [/^must not have control characters/, () => 'without control characters and marks that turn the direction of text'],
];
function wordsOf(message: string): string {
  for (const [pattern, words] of WORDS) {
    const found = pattern.exec(message);
    if (found) return words(found);
  }
  return message;
}

/** The schema itself, for one that stands among the components. */
const resolved = ({ schema }: Parameter): Shape => {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : ((made.components as { schemas: Record<string, Shape> }).schemas[name] as Shape);
};

/** The values that one of the two takes, and the other refuses without a word in the document. */
function differencesOf(contract: Contract, i: number, parameter: Parameter, words: string) {
  const schema = schemasOf(contract)[parameter.in]?.shape[parameter.name] as z.ZodType;
  const path = encodeURIComponent(contract.path.replaceAll('/', '~1'));
  const takes = ajv.compile({ $ref: `document#/paths/${path}/${contract.method.toLowerCase()}/parameters/${i}/schema` });
  const results = textsFor(parameter.name, resolved(parameter), KNOWN).map((text) => {
    const { success, error } = schema.safeParse(text);
    const isTaken = takes(read(text, parameter));
    const untold = flat(error?.issues ?? []).filter(
      ({ code, message }) => code !== 'custom' || !words.includes(wordsOf(message)),
    );
    const isAlike = success === isTaken || (isTaken && untold.length === 0);
    return {
      success,
      told: isAlike ? null : `${JSON.stringify(text).slice(0, 60)} ${isTaken ? untold[0]?.message : 'is taken'}`,
    };
  });
  expect(parameter.required === true, parameter.name).toBe(!schema.safeParse(undefined).success);
  expect(new Set(results.map(({ success }) => success)).size, parameter.name).toBe(2);
  return results.flatMap(({ told }) => (told === null ? [] : [`${parameter.name}=${told}`]));
}

it.each(CONTRACTS.filter(({ params, query }) => params || query).map((contract) => [contract.name, contract] as const))(
  '%s: the document takes the parameters that zod takes',
  (_, contract) => {
    const { description, parameters = [] } = operationOf(contract);
    for (const [at, schema] of Object.entries(schemasOf(contract))) {
      const named = parameters.filter((one) => one.in === at).map(({ name }) => name);
      expect(named.toSorted(), at).toEqual(Object.keys(schema?.shape ?? {}).toSorted());
    }
    const differences = parameters.flatMap((parameter, i) =>
      differencesOf(contract, i, parameter, `${parameter.description} ${description}`),
    );
    expect(differences).toEqual([]);
  },
);

it('the document says beside a route the rules that compare its parameters with each other', () => {
  const broken = CONTRACTS.flatMap((contract) => {
    const { description, parameters = [] } = operationOf(contract);
    const asked = parameters.filter((one) => one.in === 'query');
    const full = Object.fromEntries(asked.map((one) => [one.name, textsFor(one.name, resolved(one), KNOWN)[0]]));
    return [{}, full].flatMap((query) =>
      (contract.query?.safeParse(query).error?.issues ?? [])
        .filter(({ code }) => code === 'custom')
        .map(({ message }) => ({ message, description })),
    );
  });
  expect(broken.length).toBeGreaterThan(1);
  expect(broken.filter(({ message, description }) => !description.includes(message))).toEqual([]);
});
