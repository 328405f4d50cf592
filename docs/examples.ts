import { existsSync, readFileSync } from 'node:fs';
import type { Contract } from '../schemas/contract.ts';
import { type Domain, ROUTES } from '../schemas/routes.ts';

/**
 * The examples of the documents: calls and messages of the stories in test/e2e, with made-up values. `npm run examples` takes them and writes the
 * files of docs/examples.
 */

/** A call of a route, and its reply. */
export interface Exchange {
  readonly status: number;
  readonly request: {
    readonly params?: Readonly<Record<string, string>>;
    readonly query?: Readonly<Record<string, string>>;
    /** The `Idempotency-Key`. */
    readonly key?: string;
    readonly body?: unknown;
  };
  readonly reply: {
    /** Of a reply without the envelope. */
    readonly contentType?: string;
    readonly location?: string;
    /** The envelope as it travels, or a page as text. None of a picture. */
    readonly body?: unknown;
  };
}
export interface CallExample extends Exchange {
  /** The kind of body or of reply, for a route that has several. */
  readonly variant?: string;
}

/** By the name of the contract. */
export type CallExamples = Readonly<Record<string, readonly CallExample[]>>;
/** The body of a refusal, by its code; of the gateway's own under 401 as `GATEWAY_401`. */
export type RefusalExamples = Readonly<Record<string, object>>;
/** Messages by their name in AsyncAPI, in the order of their summaries. */
export type MessageExamples = Readonly<Record<string, readonly unknown[]>>;

export const exampleFile = (name: string): URL => new URL(`examples/${name}.json`, import.meta.url);
const read = (name: string): object => (existsSync(exampleFile(name)) ? JSON.parse(readFileSync(exampleFile(name), 'utf8')) : {});

export const DOMAINS = Object.keys(ROUTES) as Domain[];
export const REFUSALS = 'refusals';
export const SOCKET = 'socket';

/** All examples of calls, as they are committed. */
export const callExamples = (): CallExamples => Object.assign({}, ...DOMAINS.map(read));
export const refusalExamples = (): RefusalExamples => read(REFUSALS) as RefusalExamples;
export const messageExamples = (): MessageExamples => read(SOCKET) as MessageExamples;

/** The examples of refusals, each of which stands in the document once, as a component. */
export const refusalComponents = () =>
  Object.fromEntries(Object.entries(refusalExamples()).map(([code, value]) => [code, { summary: code, value }]));

/** References to the examples of some codes; false where none has one. */
export function refusalReferences(codes: readonly string[]) {
  const all = refusalExamples();
  const known = codes.filter((code) => code in all);
  return (
    known.length > 0 && { examples: Object.fromEntries(known.map((code) => [code, { $ref: `#/components/examples/${code}` }])) }
  );
}

interface Schema {
  readonly type?: unknown;
}
interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly schema?: Schema;
  example?: unknown;
}
type Media = Record<string, unknown>;
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, Media>>; headers?: Readonly<Record<string, Media>> }>
  >;
}
interface Document {
  readonly paths?: object | undefined;
}

/** A value of a query or a path is text on its way; the document has it in the type of its schema. */
function typed(text: string, { type }: Schema = {}): unknown {
  if (type === 'integer' || type === 'number') return Number(text);
  return type === 'boolean' ? text === 'true' : text;
}

/** One example stands alone, and several under the names of their variants. */
function put(media: Media | undefined, examples: readonly CallExample[], partOf: (example: CallExample) => unknown): void {
  const found = examples.filter((one) => partOf(one) !== undefined);
  const [first] = found;
  if (!media || !first) return;
  if (found.length === 1) media.example = partOf(first);
  else media.examples = Object.fromEntries(found.map((one) => [one.variant ?? one.status, { value: partOf(one) }]));
}

/** Puts the examples into a document of the contracts. */
export function withExamples<D extends Document>(document: D, contracts: readonly Contract[], examples = callExamples()): D {
  for (const { name, path, method } of contracts) {
    const found = examples[name] ?? [];
    const operation = (document.paths as Record<string, Record<string, Operation>>)[path]?.[method.toLowerCase()];
    const [first] = found;
    if (!operation || !first) continue;
    const { params = {}, query = {}, key } = first.request;
    const values: Record<string, string | undefined> = { ...params, ...query, 'idempotency-key': key };
    for (const parameter of operation.parameters ?? []) {
      const value = values[parameter.name];
      if (value !== undefined) parameter.example = typed(value, parameter.schema);
    }
    put(operation.requestBody?.content['application/json'], found, ({ request }) => request.body);
    for (const [status, response] of Object.entries(operation.responses)) {
      const replies = found.filter((one) => String(one.status) === status);
      put(Object.values(response.content ?? {})[0], replies, ({ reply }) => reply.body);
      const location = replies[0]?.reply.location;
      // The description of the header is one object for all routes.
      if (location !== undefined)
        response.headers = { ...response.headers, Location: { ...response.headers?.Location, example: location } };
    }
  }
  return document;
}

/** A document as text, with each example on one line: docs/examples has them for people. */
export function printedDocument(document: object): string {
  const values: unknown[] = [];
  const mark = (value: unknown): string => `example-${values.push(value) - 1}-`;
  const marked = (named: Readonly<Record<string, Media>>) =>
    Object.fromEntries(
      Object.entries(named).map(([name, one]) => [name, 'value' in one ? { ...one, value: mark(one.value) } : one]),
    );
  const text = JSON.stringify(
    document,
    (name, value) => {
      if (name === 'example') return mark(value);
      return name === 'examples' && !Array.isArray(value) ? marked(value) : value;
    },
    2,
  );
  return `${text.replaceAll(/"example-(\d+)-"/g, (_, i: string) => JSON.stringify(values[Number(i)]))}\n`;
}
