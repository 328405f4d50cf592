import * as z from 'zod';
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponseObject,
  type ZodOpenApiResponsesObject,
} from 'zod-openapi';
import pkg from '../package.json' with { type: 'json' };
import { Instant } from '../schemas/common.ts';
import { type Contract, errorsOf, hasTag, type Replies } from '../schemas/contract.ts';
import { FailureDetails } from '../schemas/error-details.ts';
import { ERROR_STATUS, type ErrorCode } from '../schemas/errors.ts';
import { headersOf } from '../schemas/idempotency-key.ts';
import { ROUTES } from '../schemas/routes.ts';
import { printedDocument, refusalComponents, refusalReferences, withExamples } from './examples.ts';
import { limitText } from './limit-text.ts';
import { marketsInWords } from './market-words.ts';
import { describeParameters } from './openapi-parameters.ts';
import { addRules, rulesText } from './openapi-rules.ts';
import { withTickets } from './openapi-tickets.ts';
import { shortName } from './short-name.ts';

/** Builds docs/openapi.json from the contracts. `npm run generate` writes it; test/house/openapi.test.ts compares. */

const TAGS: Readonly<Record<keyof typeof ROUTES, string>> = {
  auth: 'Signing in with a code, sessions and their tokens.',
  users: 'Accounts and profiles.',
  graph: 'Follows, blocks, mutes, contacts.',
  events: 'Sports and leagues, games, their prices, their results.',
  picks: 'Picks that bettors place before a game starts, and their outcomes.',
  content: 'Posts, comments on posts and picks, reactions, bookmarks.',
  messaging: 'Conversations of two people and of groups, and their messages.',
  search: 'Finding people.',
  stats: 'Records and the board.',
  feed: 'Posts and picks of others, one below the other.',
  moderation: 'Reports, the decisions on them, bans, tiers and appeals.',
  share: 'Pages of picks for everybody, and what an app knows of its environment.',
  'share-images': 'Pictures of picks for other networks.',
  deeplinks: 'Links to sportsbooks, where you may have them.',
  privacy: 'The export and the deletion of everything about a person.',
  admin: 'Results of games, and picks and events that wait for somebody to look: for admins.',
  notifications: 'The news for you, where and when it comes: the list, the preferences, the devices.',
  uploads: 'Pictures: their upload, and the one beside a name.',
  realtime: 'Tickets for the WebSocket API, which docs/asyncapi.json describes.',
};

const DESCRIPTION = `Picks with proof: prices and times that cannot be changed afterwards, graded records, a board.

Every reply is an envelope: \`{success: true, data, meta}\` or \`{success: false, error, meta}\`. A list has \`meta.pagination\`; its cursors are
opaque and belong to the query that they came from. Unknown fields are refused. Numbers that money hangs on are strings; numbers in a query are
decimal digits. An id may be sent in upper or lower case. A body is JSON in UTF-8, with \`Content-Type: application/json\`, without a name \`__proto__\` and of at most 20 levels.

Without a new version there may come: new routes, new fields of replies, new optional fields of requests, new values of enums in replies, and new
error codes. An app ignores fields, values and messages that it does not know, and takes an unknown code by its status. Everything else
keeps its meaning.

A public GET answers HEAD as well. Its replies have an \`ETag\`: send it back in \`If-None-Match\`, and a reply that has not changed is 304 without a body.
A reply over 1 KB is compressed for clients that send \`Accept-Encoding: gzip\`. A refusal of an input names its first bad field in
\`details.field\`, and all of them in \`details.fields\`. A path that has other methods is answered with 405 and \`Allow\`.

An answer of the gateway before a request reaches us (a token that does not hold, a body over 6 MB, a flood) is \`{message}\`, the
schema \`GatewayError\`.`;

const CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];
const Meta = z.strictObject({ timestamp: Instant }).meta({ id: 'Meta' });
const PageMeta = z
  .strictObject({
    timestamp: Instant,
    pagination: z.strictObject({
      limit: z.int(),
      cursor: z.string().nullable().meta({ description: 'The beginning of the next page; null on the last one.' }),
      hasMore: z.boolean(),
    }),
  })
  .meta({ id: 'PageMeta' });
const Failure = z
  .strictObject({
    success: z.literal(false),
    error: z.strictObject({
      code: z.enum(CODES),
      message: z.string().meta({ description: 'For a developer to read; may change.' }),
      details: FailureDetails,
    }),
    meta: Meta,
  })
  .meta({ id: 'Error', description: 'A refusal of ours.' });
const GatewayError = z
  .strictObject({ message: z.string() })
  .meta({ id: 'GatewayError', description: "The gateway's own refusal, before our code ran." });
const Either = z.union([Failure, GatewayError]);

/** Statuses that the gateway may answer itself: on routes that require a token, and on all routes. */
const GATEWAY_SIGNED_IN: readonly number[] = [401, 403];
const GATEWAY: readonly number[] = [413, 429, 503];

const header = (description: string) => ({ description, schema: { type: 'integer' as const } });
const LIMIT_HEADERS = {
  'RateLimit-Limit': header('Calls allowed in the window of the limit that is closest.'),
  'RateLimit-Remaining': header('Calls left in it.'),
  'RateLimit-Reset': header('Seconds until it closes.'),
};

const REPLAYED = {
  'Idempotency-Replayed': {
    description: '`true` for the reply of an earlier call under this key.',
    schema: { type: 'string' as const },
  },
};

const camel = (code: string): string =>
  code.toLowerCase().replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
const known = new Map<string, ZodOpenApiResponseObject>();

/** A refusal under one status: our error, the gateway's own, or either. Equal refusals share one description. */
function refusal(status: number, codes: readonly ErrorCode[], gateway: boolean): ZodOpenApiResponseObject {
  const id = [...codes.map(camel), ...(gateway ? [codes.length > 0 ? 'OrGateway' : `Gateway${status}`] : [])].join('');
  const response = known.get(id) ?? {
    id,
    description: [...codes.map((code) => `\`${code}\``), ...(gateway ? ["the gateway's own"] : [])].join(', '),
    ...(status === 429 && { headers: { ...LIMIT_HEADERS, 'Retry-After': header('Seconds to wait.') } }),
    ...(status === 503 && { headers: { 'Retry-After': header('Seconds to wait.') } }),
    content: {
      'application/json': {
        schema: gateway ? (codes.length > 0 ? Either : GatewayError) : Failure,
        ...refusalReferences([...codes, ...(gateway ? [`GATEWAY_${status}`] : [])]),
      },
    },
  };
  known.set(id, response);
  return response;
}

/** The schema of a reply by its name; undefined for one without a name. */
const nameOf = (schema: z.ZodType): string | undefined => schema.meta()?.id;

/** The description of a reply: its data, by name where it has one. */
function successText(reply: NonNullable<Replies[keyof Replies]>, paged: boolean): string {
  if (reply === 'empty') return 'Done. The reply has no body.';
  if (reply === 'redirect') return 'Go on at `Location`.';
  if ('contentType' in reply) return `A page as ${reply.contentType}.`;
  if (!(reply instanceof z.ZodArray)) return nameOf(reply) ? `\`data\` has the schema \`${nameOf(reply)}\`.` : 'Done.';
  const of = nameOf(reply.element as z.ZodType);
  return `\`data\` is a ${paged ? 'page' : 'list'}${of ? ` of \`${of}\`` : ''}.`;
}

const LOCATION = { Location: { description: 'The URL to follow.', schema: { type: 'string' as const, format: 'uri' } } };

const metaOf = ({ paged, meta }: Contract) => {
  const base = paged ? PageMeta : Meta;
  return meta ? z.strictObject({ ...base.shape, ...meta.shape }) : base;
};

function success(contract: Contract, reply: NonNullable<Replies[keyof Replies]>): ZodOpenApiResponseObject {
  const headers = { ...LIMIT_HEADERS, ...(contract.idempotencyKey && REPLAYED) };
  const response = { description: successText(reply, contract.paged === true), headers };
  if (reply === 'empty') return response;
  if (reply === 'redirect') return { ...response, headers: { ...headers, ...LOCATION } };
  if ('contentType' in reply) return { ...response, content: { [reply.contentType.split(';')[0] ?? '']: {} } };
  const schema = z.strictObject({ success: z.literal(true), data: reply, meta: metaOf(contract) });
  return { ...response, content: { 'application/json': { schema } } };
}

const hasJson = ({ replies: { 200: reply } }: Contract): boolean => reply !== undefined && !('contentType' in reply);

function responses(contract: Contract): ZodOpenApiResponsesObject {
  const byStatus = Map.groupBy(errorsOf(contract), (code): number => ERROR_STATUS[code]);
  const byGateway = [...GATEWAY, ...(contract.access === 'user' ? GATEWAY_SIGNED_IN : [])];
  const statuses = [...new Set([...byStatus.keys(), ...byGateway])].toSorted((a, b) => a - b);
  return {
    ...Object.fromEntries(Object.entries(contract.replies).map(([status, reply]) => [status, success(contract, reply)])),
    ...(hasTag(contract) &&
      hasJson(contract) && { 304: { description: 'Not changed since the reply with the tag of If-None-Match.' } }),
    ...Object.fromEntries(statuses.map((each) => [each, refusal(each, byStatus.get(each) ?? [], byGateway.includes(each))])),
  };
}

function ageText({ publicSeconds, sharedSeconds }: Contract): string | undefined {
  if (sharedSeconds !== undefined) return `The same for everybody: a cache may keep it for ${sharedSeconds} seconds.`;
  return publicSeconds === undefined ? undefined : `Without a token the answer may be ${publicSeconds} seconds old.`;
}

function operation(contract: Contract): ZodOpenApiOperationObject {
  const { name, tag, summary, deprecated, access, params, query, body, limits } = contract;
  const bearer = { accessToken: [] };
  const stepUp = contract.stepUp ? 'It needs a step-up.' : undefined;
  const description = [summary, rulesText(query), stepUp, limitText(limits, contract.limitedBy), ageText(contract)]
    .filter((text) => text !== undefined)
    .join(' ');
  const header = headersOf(contract);
  return {
    operationId: `${name[0]?.toLowerCase()}${name.slice(1)}`,
    tags: [tag],
    summary: shortName(name),
    ...(deprecated && { deprecated }),
    description,
    security: access === 'public' ? [{}, bearer] : [bearer],
    requestParams: { ...(params && { path: params }), ...(query && { query }), ...(header && { header }) },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: responses(contract),
  };
}

/** The document of a set of contracts. */
export function openApi(contracts: readonly Contract[]) {
  const paths = Map.groupBy(contracts, ({ path }) => path);
  const document = {
    openapi: '3.1.1' as const,
    info: {
      title: 'YouBet',
      version: pkg.version,
      description: DESCRIPTION,
      contact: { name: 'YouBet' },
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [
      {
        url: 'https://{host}',
        description: 'A deployed environment, by the name that its owner gave the API (`apiUrl` of its stack gateway).',
        variables: { host: { default: 'api.example.com' } } as Record<string, { default: string }>,
      },
      {
        url: 'http://127.0.0.1:{port}/_aws/execute-api/{api}/$default',
        description: 'The local stack of `npm start`, which prints the address.',
        variables: { port: { default: '4566' }, api: { default: 'api' } } as Record<string, { default: string }>,
      },
    ],
    tags: Object.entries(TAGS)
      .map(([name, description]) => ({ name, description }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    components: {
      examples: refusalComponents(),
      securitySchemes: {
        accessToken: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The `accessToken` of a session. Good for 15 minutes.',
        },
      },
    },
    paths: Object.fromEntries(
      [...paths].map(([path, all]) => [
        path,
        Object.fromEntries(all.map((each) => [each.method.toLowerCase(), operation(each)])),
      ]),
    ),
  } satisfies ZodOpenApiObject;
  const made = createDocument(document, {
    override: ({ jsonSchema, zodSchema, io }) => {
      plain(jsonSchema, io);
      addRules(zodSchema, jsonSchema, io);
      if (z.globalRegistry.get(zodSchema as z.core.$ZodType)?.id === 'NewLeg') jsonSchema.description = marketsInWords();
    },
  });
  describeParameters(made);
  openReferences(made);
  return made;
}

/** A named schema that is described anew in its place is open as it is by its name. */
function openReferences(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if ('$ref' in value && 'additionalProperties' in value) delete value.additionalProperties;
  for (const each of Object.values(value)) openReferences(each);
}

/**
 * Removes redundant keywords: the pattern beside a format, and the bounds of safe integers. Of ids that come in, the version stays. A reply may
 * get new fields.
 */
function plain(schema: Record<string, unknown>, io: 'input' | 'output'): void {
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
  if ('format' in schema && !(io === 'input' && schema.format === 'uuid')) delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

export const FILE = new URL('openapi.json', import.meta.url);
/** The document of all routes. */
export const document = () => {
  const contracts = Object.values(ROUTES).flat();
  return withExamples(withTickets(openApi(contracts)), contracts);
};
export const text = (): string => printedDocument(document());
