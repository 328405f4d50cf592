import * as z from 'zod';
import { ClientMessage } from '../schemas/actions.ts';
import { type Contract, hasTag } from '../schemas/contract.ts';
import { ERROR_STATUS } from '../schemas/errors.ts';
import { ServerMessage } from '../schemas/messages.ts';
import { ROUTES } from '../schemas/routes.ts';
import { commentOf, FORMATS, type JsonSchema, refsOf, typeOf } from './client-types.ts';
import { openApi } from './openapi.ts';

/**
 * Builds client/generated: a constant for each route that replies with JSON, and the types of all that travels. `npm run generate` writes both;
 * test/house/client.test.ts compares the text, and test/house/client-types.test.ts the types with those of the contracts.
 */

/** All messages of a socket, in the form of a route: the document then names what they share with routes once. */
const SOCKET = {
  name: 'Socket',
  method: 'POST',
  path: '/socket',
  access: 'public',
  summary: '',
  tag: 'realtime',
  body: ClientMessage,
  replies: { 200: ServerMessage },
  errors: [],
} as const satisfies Contract;

/** The routes that an app calls: a page, a picture or a redirect is for a browser. */
export const CALLED: readonly Contract[] = Object.values(ROUTES)
  .flat()
  .filter(({ replies }: Contract) => Object.values(replies).some((reply) => reply === 'empty' || reply instanceof z.ZodType));

interface Operation {
  readonly description?: string;
  readonly deprecated?: boolean;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly description?: string;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The type of a schema without its comments. */
const bareType = (schema: JsonSchema | undefined): string => typeOf(schema ?? {}).replaceAll(/^ *\/\*\*.*\*\/\n/gm, '');

/** Gives what travels in both directions one name where its types are the same: `QuietHours` for `QuietHoursOutput`. */
function merged<D>(document: D, schemas: Schemas): D {
  const same = Object.keys(schemas).filter((name) => {
    const input = name.endsWith('Output') ? schemas[name.slice(0, -'Output'.length)] : undefined;
    return input !== undefined && bareType(input) === bareType(schemas[name]);
  });
  const text = same.reduce(
    (all, name) => all.replaceAll(`"#/components/schemas/${name}"`, `"#/components/schemas/${name.slice(0, -'Output'.length)}"`),
    JSON.stringify(document),
  );
  return JSON.parse(text) as D;
}

const document = () => {
  const made = openApi([...CALLED, SOCKET]);
  const { paths, components } = merged(made, made.components?.schemas as Schemas);
  return {
    schemas: components?.schemas as Schemas,
    operationOf: ({ path, method }: Pick<Contract, 'path' | 'method'>) =>
      paths?.[path]?.[method.toLowerCase() as 'get'] as unknown as Operation,
  };
};

const jsonOf = ({ content }: Content): JsonSchema | undefined => content?.['application/json']?.schema;

/** The parts of a call and of its reply that have a type, by their name in `Route`. */
function partsOf(operation: Operation): Readonly<Record<string, JsonSchema>> {
  const parameters = (place: string): JsonSchema | undefined => {
    const all = operation.parameters?.filter((each) => each.in === place) ?? [];
    if (all.length === 0) return undefined;
    return {
      type: 'object',
      properties: Object.fromEntries(all.map(({ name, schema, description }) => [name, { ...schema, description }])),
      required: all.filter(({ required }) => required).map(({ name }) => name),
    };
  };
  const replies = Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, reply]) => jsonOf(reply)?.properties ?? {});
  const data = replies.map((reply) => reply.data ?? { type: 'null' });
  const [meta] = replies.map((reply) => reply.meta);
  const own = Object.entries(meta?.properties ?? {}).filter(([name]) => name !== 'timestamp' && name !== 'pagination');
  const parts = {
    params: parameters('path'),
    query: parameters('query'),
    body: operation.requestBody && jsonOf(operation.requestBody),
    data: data.length === 1 ? data[0] : { anyOf: data },
    meta:
      own.length > 0 ? { type: 'object', properties: Object.fromEntries(own), required: own.map(([name]) => name) } : undefined,
  };
  return Object.fromEntries(Object.entries(parts).filter(([, schema]) => schema !== undefined)) as Record<string, JsonSchema>;
}

/** The refusals that an app meets on this route beside those that most routes have, as a sentence. */
function refusalsOf({ errors, stepUp }: Contract): string[] {
  const own = [...new Set([...errors, ...(stepUp ? ['STEP_UP_REQUIRED'] : [])])].map((code) => `\`${code}\``);
  return own.length === 0 ? [] : [`Refusals: ${own.join(', ')}.`];
}

const HEAD = '/** Made from the contracts by `npm run generate`. */\n';

function routesText(): string {
  const { operationOf } = document();
  const used = new Set<string>();
  const rows = CALLED.map((contract) => {
    const operation = operationOf(contract);
    const parts = partsOf(operation);
    for (const name of refsOf(parts)) used.add(name);
    const types = Object.entries(parts).map(([name, schema]) => `  readonly ${name}: ${typeOf(schema, '  ')};\n`);
    const fields = [
      `method: '${contract.method}'`,
      `path: '${contract.path}'`,
      ...(contract.idempotencyKey ? ['key: true'] : []),
      ...(contract.paged ? ['paged: true'] : []),
      ...(contract.replies[204] ? ['empty: true'] : []),
      ...(hasTag(contract) ? ['tagged: true'] : []),
      ...(contract.forgivesToken ? ['tokenless: true'] : []),
    ];
    const isPaged = contract.paged ? ' & { readonly paged: true }' : '';
    return `${commentOf(operation, '', refusalsOf(contract))}export const ${contract.name}: Route<{\n${types.join('')}}>${isPaged} = { ${fields.join(', ')} };\n`;
  });
  return `${HEAD}import type { Route } from '../route.ts';
import type {\n${[...used, ...Object.values(FORMATS).map(({ name }) => name)]
    .toSorted()
    .map((name) => `  ${name},\n`)
    .join('')}} from './types.ts';

${rows.join('\n')}`;
}

/** The type of `data` in the answers to each action. An action and its answer are told apart by their names: `Ping`, `PingAck`. */
function answersText(schemas: Schemas, actions: readonly string[]): string {
  const rows = actions.map((name) => {
    const action = schemas[name]?.properties?.action?.const;
    if (typeof action !== 'string' || !(`${name}Ack` in schemas)) throw new Error(`${name} is no action with an answer`);
    return `  readonly '${action}': ${name}Ack['data'];\n`;
  });
  return `/** \`data\` of the answer to each action of a socket. */\nexport type SocketAnswers = {\n${rows.join('')}};\n`;
}

function typesText(): string {
  const { schemas, operationOf } = document();
  const { body, data } = partsOf(operationOf(SOCKET));
  const socket = { SocketMessage: body, ServerMessage: data } as Readonly<Record<string, JsonSchema>>;
  const used = new Set<string>();
  const add = (names: readonly string[]): void => {
    for (const name of names.filter((each) => !used.has(each))) {
      used.add(name);
      add(refsOf(schemas[name]));
    }
  };
  add([...refsOf(CALLED.map((contract) => partsOf(operationOf(contract)))), ...refsOf(socket)]);
  const all = [...Object.entries(socket), ...Object.entries(schemas).filter(([name]) => used.has(name))];
  const twice = all.map(([name]) => name).filter((name) => CALLED.some((contract) => contract.name === name));
  if (twice.length > 0) throw new Error(`a schema and a route have one name: ${twice.join(', ')}`);
  const codes = Object.keys(ERROR_STATUS).map((code) => `'${code}'`);
  return `${HEAD}/** The codes of refusals. New ones come without a new version. */
export type ErrorCode = ${codes.join(' | ')};

${Object.values(FORMATS)
  .map(({ name, comment }) => `/** ${comment} */\nexport type ${name} = string;\n`)
  .join('')}
${all.map(([name, schema]) => `${commentOf(schema)}export type ${name} = ${typeOf(schema)};\n`).join('\n')}
${answersText(schemas, refsOf(socket.SocketMessage))}`;
}

const file = (name: string, text: () => string) => ({ file: new URL(`../client/generated/${name}`, import.meta.url), text });
export const FILES = [file('routes.ts', routesText), file('types.ts', typesText)];
