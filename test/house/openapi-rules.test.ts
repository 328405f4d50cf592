import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type * as z from 'zod';
import { document } from '../../docs/openapi.ts';
import type { Contract } from '../../schemas/contract.ts';
import { PlacePick } from '../../schemas/picks.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { TicketKind } from '../../schemas/settlement.ts';
import { inputOf, type Known } from '../support/make/inputs.ts';

/** The document's rules of requests, against zod's: both judge the same made-up values. */

const CONTRACTS: readonly Contract[] = Object.values(ROUTES).flat();
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
formats.default(ajv);
ajv.addSchema(document(), 'document');

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

/** The server takes a ticket without a kind as a single. The document asks for one, since a discriminator has no default. */
const asSent = (contract: Contract, body: unknown): unknown =>
  contract === PlacePick ? { kind: 'single', ...(body as object) } : body;

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
      const taken = takes(asSent(contract, value));
      const told = `${body}\n${JSON.stringify(takes.errors?.slice(0, 3))}\n${JSON.stringify(error?.issues)}`;
      // The rules of a leg by its market are no rules of zod: openapi-legs.test.ts judges them.
      if (success) expect(taken || contract === PlacePick, told).toBe(true);
      else if (taken) expect(flat(error.issues).filter(isSayable), told).toEqual([]);
    }
  },
);

/** The refusals of a ticket that compare its parts with each other. */
const COMPARES = /on one event|selection twice|at most its legs|combinations stake over|not so many legs|price with all its legs/;

it('POST /picks: the document takes the fields of each kind of ticket, and no others', () => {
  const takes = bodyRule(PlacePick);
  const odds = { format: 'american', price: '-110' };
  const [first, ...events] = KNOWN.eventId as string[];
  const markets = fc.array(fc.constantFrom('spread', 'total', 'moneyline'), { maxLength: 3 });
  const legs = fc.tuple(markets, fc.boolean(), fc.constantFrom('each', 'none', 'some')).map(([names, oneGame, priced]) =>
    names.map((market, i) => ({
      eventId: oneGame ? first : [first, ...events][i],
      market,
      ...(market === 'total' ? { selection: ['over', 'under'][i % 2] } : { selection: ['home', 'away'][i % 2] }),
      ...(market !== 'moneyline' && { line: '3.5' }),
      ...((priced === 'each' || (priced === 'some' && i > 0)) && { odds }),
    })),
  );
  const extras = { size: 2, odds, teaserPrices: { 2: odds }, superTeaser: true };
  const bodies = fc.record({
    kind: fc.constantFrom(undefined, ...TicketKind.options),
    legs,
    extras: fc.subarray(Object.entries(extras)),
    stakeUnits: fc.constant('1'),
  });
  const [taken, refused] = [new Set<unknown>(), new Set<unknown>()];
  fc.assert(
    fc.property(bodies, ({ extras: more, ...made }) => {
      const body: unknown = JSON.parse(JSON.stringify({ ...made, ...Object.fromEntries(more) }));
      const { error } = PlacePick.body.safeParse(body);
      const isTaken = takes(asSent(PlacePick, body));
      (error ? refused : taken).add(made.kind);
      if (!error) expect(isTaken, JSON.stringify([body, takes.errors])).toBe(true);
      else if (isTaken) {
        for (const { message } of error.issues) expect(message).toMatch(COMPARES);
        // One message says that a size is missing, and that it is too large.
        if (made.kind === 'round_robin') expect(body).toHaveProperty('size');
      }
    }),
    { numRuns: 4_000, seed: 1 },
  );
  const all = new Set([undefined, ...TicketKind.options]);
  expect([taken, refused]).toEqual([all, all]);
});
