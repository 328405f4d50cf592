import * as z from 'zod';
import { MESSAGES } from '../../docs/asyncapi.ts';
import type { CallExample, CallExamples, MessageExamples, RefusalExamples } from '../../docs/examples.ts';
import { SOCKET_EXAMPLES } from '../../docs/socket-examples.ts';
import { ACTIONS } from '../../schemas/actions.ts';
import type { Contract, Replies } from '../../schemas/contract.ts';
import { headersOf } from '../../schemas/idempotency-key.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { checkReply } from '../client/api.ts';
import { MadeUp } from './made-up.ts';
import type { Recorded, RecordedCall, RecordedMessage } from './recorder.ts';
import { shapeOf } from './shape.ts';

/** Chooses the examples among all that stories have sent and received. */

/** Bytes of an example's reply and body above which a smaller one is taken. */
const MOST_BYTES = 2_400;
/** Items of a list in a reply: of `data` itself, and of the lists within. */
const MOST_ITEMS = { outer: 1, inner: 2 };

const CONTRACTS: readonly Contract[] = Object.values(ROUTES).flat();
export const isGood = (status: number): boolean => status < 300 || status === 302;

const isUnion = (schema: unknown): schema is z.ZodDiscriminatedUnion => schema instanceof z.ZodDiscriminatedUnion;

/** The kinds of body that a contract takes, with the field that says which; undefined for a contract that takes one kind. */
export function kindsOf({ body }: Contract): { readonly field: string; readonly kinds: readonly string[] } | undefined {
  if (isUnion(body))
    return { field: body.def.discriminator, kinds: body.options.map((one) => kindOf(one, body.def.discriminator)) };
  const kind = body?.shape.kind;
  const values = kind instanceof z.ZodDefault ? kind.unwrap() : kind;
  return values instanceof z.ZodEnum ? { field: 'kind', kinds: values.options as string[] } : undefined;
}
const kindOf = (option: unknown, field: string): string =>
  String(((option as z.ZodObject).shape[field] as z.ZodLiteral | undefined)?.value);

/** The kind of the body, or of the reply where that has several: `parlay`, `registration_required`. */
export function variantOf(contract: Contract, { status, request, reply }: RecordedCall): string | undefined {
  const kinds = kindsOf(contract);
  const promised = contract.replies[status as 200];
  const [from, field] = kinds
    ? [request.body, kinds.field]
    : [(reply.body as { data?: unknown } | undefined)?.data, isUnion(promised) ? promised.def.discriminator : ''];
  const kind = ((from ?? {}) as Readonly<Record<string, unknown>>)[field];
  return typeof kind === 'string' ? kind : undefined;
}

/** @throws ZodError for a request that the contract refuses; Error for a reply that it does not promise */
export function checkExample(contract: Contract, { status, request, reply }: CallExample): void {
  const { params = {}, query = {}, key, body } = request;
  (contract.params ?? z.strictObject({})).parse(params);
  (contract.query ?? z.strictObject({})).parse(query);
  headersOf(contract)?.parse({ ...(key !== undefined && { 'idempotency-key': key }) });
  if (contract.body) contract.body.parse(body);
  else if (body !== undefined) throw new Error(`${contract.name} takes no body`);
  const promised = contract.replies[status as 200];
  if (promised instanceof z.ZodType) checkReply(contract, status, JSON.stringify(reply.body));
  else if (promised === undefined) throw new Error(`${contract.name} promises no reply under ${status}`);
}

const holds = (check: () => void): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

export const holdsExample = (contract: Contract, example: CallExample): boolean => holds(() => checkExample(contract, example));
export const holdsMessage = (name: string, payload: unknown): boolean => MESSAGES[name]?.safeParse(payload).success === true;

/** A copy whose lists have few items. */
function shortened(value: unknown, most: number): unknown {
  if (Array.isArray(value)) return value.slice(0, most).map((one) => shortened(one, MOST_ITEMS.inner));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shortened(one, MOST_ITEMS.inner)]));
}

function shortBody(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('data' in body)) return body;
  const { data } = body;
  return { ...body, data: shortened(data, MOST_ITEMS.outer) };
}

const answeredAt = (value: unknown): number => {
  const { timestamp } = ((value as { meta?: object } | null)?.meta ?? {}) as { timestamp?: string };
  return Date.parse(
    timestamp ?? /\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(JSON.stringify(value ?? null))?.[0] ?? '2026-11-29T18:00:00.000Z',
  );
};

const isFull = (value: object): boolean => Object.keys(value).length > 0;

const isRaw = (promised: unknown): boolean => typeof promised === 'object' && promised !== null && 'contentType' in promised;

function exampleOf(contract: Contract, call: RecordedCall): CallExample {
  const { status, request, reply } = call;
  const variant = variantOf(contract, call);
  const { body, ...rest } = reply;
  const promised = contract.replies[status as keyof Replies];
  const isEnvelope = promised instanceof z.ZodType;
  const made = new MadeUp(answeredAt(body ?? request.body));
  const { params = {}, query = {}, key, body: sent } = request;
  return made.of({
    ...(variant !== undefined && { variant }),
    status,
    request: {
      ...(isFull(params) && { params }),
      ...(isFull(query) && { query }),
      ...(key !== undefined && { key }),
      ...(sent !== undefined && { body: sent }),
    },
    reply: {
      ...((promised === 'redirect' || isRaw(promised)) && rest),
      ...(body !== undefined && { body: isEnvelope ? shortBody(body) : body }),
    },
  });
}

const bytesOf = (value: unknown): number => JSON.stringify(value).length;
/** Fields that say something: those that are null, or an empty list, do not. */
const richness = (value: unknown): number => [...shapeOf(value)].filter((field) => !field.endsWith(':null')).length;

/** Texts with spaces around them, or of signs alone, which stories send to see what becomes of them. */
const ODD = /"(?: [^"]*|[^"\\]* )"|[^\p{ASCII}]{3}/u;

/** The value that shows most, of those that are small enough; else the smallest. Of equal ones the first. */
function best<T>(all: readonly T[]): T | undefined {
  const plain = all.filter((value) => !ODD.test(JSON.stringify(value)));
  const values = plain.length > 0 ? plain : all;
  const small = values.filter((value) => bytesOf(value) <= MOST_BYTES);
  if (small.length === 0) return values.toSorted((a, b) => bytesOf(a) - bytesOf(b))[0];
  return small.toSorted((a, b) => richness(b) - richness(a))[0];
}

/** The examples of a contract, one for each status of success and kind of body. */
export function callsOf(contract: Contract, calls: readonly RecordedCall[]): CallExample[] {
  const good = calls
    .filter(({ name, status }) => name === contract.name && isGood(status))
    .map((call) => exampleOf(contract, call))
    .filter((example) => holdsExample(contract, example));
  const groups = Map.groupBy(good, ({ status, variant = '' }) => `${status} ${variant}`);
  // A body without its kind is that of a kind by default, which has an example with it.
  const hasVariants = good.some(({ variant }) => variant !== undefined);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, examples]) => best(examples) ?? [])
    .filter(({ variant }) => !hasVariants || variant !== undefined);
}

/** The key of a refusal: its code, or `GATEWAY_401` for one of the gateway. */
function refusalKey({ status, reply }: RecordedCall): string | undefined {
  const { error, message } = (reply.body ?? {}) as { error?: { code?: string }; message?: unknown };
  return error?.code ?? (typeof message === 'string' ? `GATEWAY_${status}` : undefined);
}

/** The refusals by their code, each the one with the most details. */
function refusalsOf(calls: readonly RecordedCall[]): RefusalExamples {
  const found = calls.flatMap((call) => {
    const { name, status, reply } = call;
    const contract = CONTRACTS.find((one) => one.name === name);
    const key = refusalKey(call);
    if (!contract || isGood(status) || key === undefined) return [];
    if (!holds(() => checkReply(contract, status, JSON.stringify(reply.body)))) return [];
    return [{ key, body: new MadeUp(answeredAt(reply.body)).of(shortBody(reply.body)) as object }];
  });
  const groups = Map.groupBy(found, ({ key }) => key);
  const chosen = [...groups].map(([key, all]) => [key, best(all.map(({ body }) => body))] as const);
  return Object.fromEntries(chosen.toSorted(([a], [b]) => (a < b ? -1 : 1))) as RefusalExamples;
}

const nameOfSent = (action: string | undefined) => ACTIONS.find((one) => one.action === action);

/** True for a message that has this name in AsyncAPI. */
export function isNamed(name: string, schema: z.ZodType, { from, action, payload }: RecordedMessage): boolean {
  const asked = nameOfSent(action);
  if (from === 'client' && asked?.name !== name) return false;
  if (from === 'server' && name.endsWith('Ack') && `${asked?.name}Ack` !== name) return false;
  return schema.safeParse(payload).success;
}

function messagesOf(recorded: readonly RecordedMessage[]): MessageExamples {
  const entries = Object.entries(MESSAGES).map(([name, schema]) => {
    const examples = SOCKET_EXAMPLES[name] ?? [];
    const of = recorded.filter((message) => isNamed(name, schema, message)).map(({ payload }) => payload);
    const chosen = examples.map(({ is = () => true }) => {
      const fitting = of.filter((payload) => is(payload as object));
      const made = fitting.map((payload) => new MadeUp(answeredAt(payload)).of(payload));
      return best(made.filter((payload) => schema.safeParse(payload).success)) ?? null;
    });
    return [name, chosen] as const;
  });
  return Object.fromEntries(entries);
}

export interface ChosenExamples {
  readonly calls: CallExamples;
  readonly refusals: RefusalExamples;
  readonly messages: MessageExamples;
}

export function choose({ calls, messages }: Recorded): ChosenExamples {
  return {
    calls: Object.fromEntries(CONTRACTS.map((contract) => [contract.name, callsOf(contract, calls)])),
    refusals: refusalsOf(calls),
    messages: messagesOf(messages),
  };
}
