import { MARKETS, OFFERED_MARKETS } from '../schemas/markets.ts';
import { MOST_LEGS, PRICED_AS_ONE, TAKEN } from '../schemas/pick-terms.ts';
import { PlacePick } from '../schemas/picks.ts';
import { TicketKind } from '../schemas/settlement.ts';
import { legRules, linePattern } from './openapi-legs.ts';

/**
 * The body of `POST /picks` by the kind of ticket, for docs/openapi.json: which kind takes which fields. test/house/openapi-rules.test.ts holds it
 * against the checks of the server.
 */

type Json = Readonly<Record<string, unknown>>;
/** A schema of an object, as the contract gives it. */
interface ObjectSchema extends Json {
  readonly properties: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  readonly description?: string;
}

/** The names of the schemas. */
const NAMES: Readonly<Record<TicketKind, string>> = {
  single: 'NewSingle',
  parlay: 'NewParlay',
  same_game_parlay: 'NewSameGameParlay',
  teaser: 'NewTeaser',
  round_robin: 'NewRoundRobin',
};
/** Fields that a kind needs beside those of every ticket. */
const NEEDED: Readonly<Partial<Record<TicketKind, readonly string[]>>> = { round_robin: ['size'], same_game_parlay: ['odds'] };
const TEASED = OFFERED_MARKETS.filter((market) => MARKETS[market].teased);

const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** The schemas of legs: with a price of its own, without one, and one that can be teased. */
function legSchemas(leg: ObjectSchema): Readonly<Record<string, Json>> {
  const { odds: _, ...unpriced } = leg.properties;
  const without = { ...leg, properties: unpriced, description: 'A leg as `NewLeg`, without a price of its own.' };
  const market = { description: 'A market that can be teased.', type: 'string', enum: TEASED };
  const line = { description: 'A line in steps of a half.', type: 'string', pattern: linePattern('half', true) };
  const rules = { allOf: [reference('LegRules')] };
  return {
    LegRules: legRules(),
    NewLeg: { ...leg, required: [...(leg.required ?? []), 'odds'], ...rules },
    NewUnpricedLeg: { ...without, ...rules },
    NewTeaserLeg: {
      ...without,
      properties: { ...unpriced, market, line },
      ...rules,
      description: 'A leg of a teaser: on a spread or a total, without a price of its own.',
    },
  };
}
const legName = (kind: TicketKind): string => {
  if (kind === 'teaser') return 'NewTeaserLeg';
  return PRICED_AS_ONE.includes(kind) ? 'NewUnpricedLeg' : 'NewLeg';
};

function ticketSchema(kind: TicketKind, { properties, required = [], description: _, ...body }: ObjectSchema): Json {
  const foreign = Object.entries(TAKEN).flatMap(([field, kinds]) => ((kinds as readonly string[]).includes(kind) ? [] : [field]));
  const own = Object.entries(properties).filter(([name]) => !foreign.includes(name));
  const [least, most] = kind === 'single' ? [1, 1] : [2, MOST_LEGS];
  const named = (field: string) => ({ type: 'object', properties: { [field]: properties[field] }, required: [field] });
  return {
    ...body,
    properties: {
      ...Object.fromEntries(own),
      kind: { type: 'string', const: kind },
      legs: { type: 'array', minItems: least, maxItems: most, items: reference(legName(kind)) },
    },
    required: [...new Set(['kind', ...required, ...(NEEDED[kind] ?? [])])],
    ...(kind === 'teaser' && { anyOf: [named('odds'), named('teaserPrices')] }),
  };
}

interface Parts {
  readonly paths?: object | undefined;
  readonly components?: object | undefined;
}

/** Puts a schema for each kind of ticket into a document, and `oneOf` them in the place of the body that has the fields of all. */
export function withTickets<D extends Parts>(document: D): D {
  const { schemas } = document.components as { schemas: Record<string, Json> };
  const { post } = (document.paths as Record<string, { post: { requestBody: { content: Record<string, { schema: Json }> } } }>)[
    PlacePick.path
  ] ?? { post: undefined };
  const content = post?.requestBody.content['application/json'];
  if (!content) throw new Error('the document has no POST /picks');
  const body = content.schema as ObjectSchema;
  Object.assign(schemas, legSchemas(schemas.NewLeg as ObjectSchema));
  for (const kind of TicketKind.options) schemas[NAMES[kind]] = ticketSchema(kind, body);
  content.schema = {
    description: `${body.description} The server takes a body without \`kind\` as a \`single\`.`,
    oneOf: TicketKind.options.map((kind) => reference(NAMES[kind])),
    discriminator: {
      propertyName: 'kind',
      mapping: Object.fromEntries(TicketKind.options.map((kind) => [kind, reference(NAMES[kind]).$ref])),
    },
  };
  return document;
}
