import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import { openApi } from '../../docs/openapi.ts';
import type { Contract } from '../../schemas/contract.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { inputOf, type Known } from '../support/make/inputs.ts';

/** The document's rules of requests, against zod's: both judge the same made-up values. */

const CONTRACTS: readonly Contract[] = Object.values(ROUTES).flat();
const DOCUMENT = openApi(CONTRACTS);
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
formats.default(ajv);
ajv.addSchema(DOCUMENT, 'document');

const escaped = (path: string) => encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'));
const bodyRule = ({ path, method }: Contract) =>
  ajv.compile({
    $ref: `document#/paths/${escaped(path)}/${method.toLowerCase()}/requestBody/content/application~1json/schema`,
  });

const id = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
/** Values that fit, so that made-up bodies come close to valid ones. */
const KNOWN: Known = {
  eventId: [id(1), id(2), id(3)],
  market: ['spread', 'total', 'moneyline'],
  selection: ['home', 'away', 'over'],
  line: ['-3', '48.5'],
  stakeUnits: ['1', '2.5'],
  price: ['+150', '1.95', '5/2'],
};

/** The messages of a refusal that JSON Schema cannot say: of refinements and transforms. Each stands in words in the document. */
const isSayable = ({ code }: z.core.$ZodIssue): boolean => code !== 'custom';
const flat = (issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] =>
  issues.flatMap((issue) => (issue.code === 'invalid_union' ? issue.errors.flatMap(flat) : [issue]));

const CASES = 15;
it.each(CONTRACTS.filter(({ body }) => body).map((contract) => [contract.name, contract] as const))(
  '%s: the document refuses no body that zod takes, and takes none that zod refuses for what it can say',
  (_, contract) => {
    const takes = bodyRule(contract);
    for (let seed = 0; seed < CASES; seed++) {
      const { body = '' } = inputOf(contract, KNOWN, seed, seed % 5);
      const value: unknown = JSON.parse(body);
      const { success, error } = (contract.body as z.ZodType).safeParse(value);
      const taken = takes(value);
      const told = `${body}\n${JSON.stringify(takes.errors?.slice(0, 3))}\n${JSON.stringify(error?.issues)}`;
      if (success) expect(taken, told).toBe(true);
      else if (taken) expect(flat(error.issues).filter(isSayable), told).toEqual([]);
    }
  },
);
