import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { User, Viewer } from '#actor';
import type { Page } from '#data/cursor';
import { DomainError } from '#errors';
import { notingReplay } from '#platform/replay-note';
import type { Contract, RawReply, Replies } from '#schemas/contract';
import { headersOf } from '#schemas/idempotency-key';
import { checkAll, jsonObject, textOf } from './input.ts';
import { type Redirect, replyOf } from './reply.ts';

/** The caller of a route and the instant of the call, which is read once. */
export interface CallContext {
  readonly actor: Viewer;
  /** The caller's network, for limits that count by it. */
  readonly network: string;
  readonly now: Date;
  /** Rejects a call that is refused, where the handler runs while it is counted. */
  readonly admitted?: Promise<unknown>;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type IdempotencyKeyFor<K> = K extends 'required' ? string : K extends 'optional' ? string | undefined : undefined;

/** A checked request. */
export interface Call<C extends Contract> extends CallContext {
  readonly actor: C['access'] extends 'user' ? User : Viewer;
  readonly params: Parsed<C['params']>;
  readonly query: Parsed<C['query']>;
  readonly body: Parsed<C['body']>;
  /** Those of the browser, each `name=value`. Apps send none. */
  readonly cookies: readonly string[];
  readonly idempotencyKey: IdempotencyKeyFor<C['idempotencyKey']>;
}

type Status<C extends Contract> = keyof C['replies'] & keyof Replies;
type IsUnion<T, Each = T> = Each extends T ? ([T] extends [Each] ? false : true) : never;
type PageOf<R> = R extends z.ZodType ? (z.input<R> extends (infer Item)[] ? Page<Item> : never) : never;
/** The value that a handler returns for one kind of reply: nothing, a text, bytes, a URL, or `data` of the envelope. */
type DataFor<R> = R extends z.ZodType
  ? z.input<R>
  : R extends { readonly bytes: true }
    ? Buffer
    : R extends RawReply
      ? string
      : R extends 'redirect'
        ? Redirect
        : undefined;

/** The fields of `meta` that a contract has of its own. */
type MetaOf<C extends Contract> = C extends { readonly meta: infer M extends z.ZodObject }
  ? { readonly meta: z.input<M> }
  : unknown;

/** A handler's result. A route of several statuses names the one that it replies with; a route that replies 204 alone may return anything. */
export type Result<C extends Contract> = C extends { paged: true }
  ? PageOf<C['replies'][200]> & MetaOf<C>
  : IsUnion<Status<C>> extends true
    ? { readonly [S in Status<C>]: { readonly status: S; readonly data: DataFor<C['replies'][S]> } }[Status<C>]
    : DataFor<C['replies'][Status<C>]> extends undefined
      ? unknown
      : DataFor<C['replies'][Status<C>]> & MetaOf<C>;

export interface Route {
  readonly contract: Contract;
  /** The session or message that the body of a request names, of a contract that is limited by it; null for none. */
  readonly sessionIn?: (event: APIGatewayProxyEventV2) => Promise<string | null>;
  run(event: APIGatewayProxyEventV2, context: CallContext): Promise<APIGatewayProxyStructuredResultV2>;
}

/** Finds the session or the message that a body names; null for none. */
type SessionOf = (body: Readonly<Record<string, unknown>>) => Promise<string | null>;

/**
 * Binds a contract to its use case: checks the request and the reply.
 * @param sessionOf for a contract that is limited by the session, or the message, that a body names
 */
export function on<const C extends Contract>(
  contract: C,
  handle: (call: Call<C>) => Promise<Result<C>>,
  ...limitedBy: C extends { readonly limitedBy: string } ? [sessionOf: SessionOf] : []
): Route {
  const [sessionOf] = limitedBy as readonly SessionOf[];
  const statuses = Object.keys(contract.replies).map(Number) as (keyof Replies)[];
  return {
    contract,
    ...(sessionOf && { sessionIn: async (event) => sessionOf(bodyIfAny(event)) }),
    async run(event, context) {
      const call = { ...context, ...parsed(contract, event) };
      const { result, replayed } = await notingReplay<unknown>(() => handle(call as unknown as Call<C>));
      const [only, ...others] = statuses;
      const { status, data } = (others.length > 0 ? result : { status: only, data: result }) as {
        status: keyof Replies;
        data: unknown;
      };
      const reply = replyOf(contract, status, data, (call.query as { limit?: number } | undefined)?.limit, context.now);
      return replayed ? { ...reply, headers: { ...reply.headers, 'idempotency-replayed': 'true' } } : reply;
    },
  };
}

/** @throws INVALID_INPUT that names the bad fields */
function parsed(contract: Contract, event: APIGatewayProxyEventV2) {
  const headers = headersOf(contract);
  const { idempotencyKey, ...parts } = checkAll({
    params: [contract.params, event.pathParameters ?? {}],
    query: [contract.query, event.queryStringParameters ?? {}],
    ...(contract.body && { body: [contract.body, bodyOf(event)] as const }),
    ...(headers && { idempotencyKey: [headers, pick(event.headers, Object.keys(headers.shape))] as const }),
  });
  return { body: undefined, ...parts, cookies: cookiesOf(event), idempotencyKey: idempotencyKey?.['idempotency-key'] };
}

/** The gateway gives cookies apart from the headers; the emulator's leaves them there. */
const cookiesOf = ({ cookies, headers }: APIGatewayProxyEventV2): string[] =>
  (cookies ?? [headers.cookie ?? '']).flatMap((text) => text.split(/;\s*/)).filter((cookie) => cookie !== '');

const pick = (headers: Readonly<Record<string, string | undefined>>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

/** The body of a request as it came; empty for one that `run` will refuse. */
function bodyIfAny(event: APIGatewayProxyEventV2): Readonly<Record<string, unknown>> {
  try {
    return bodyOf(event) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

const JSON_IN_UTF8 = /^\s*application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/** @throws UNSUPPORTED_MEDIA_TYPE for a body that is not sent as JSON, INVALID_INPUT for one that is none */
function bodyOf(event: APIGatewayProxyEventV2): object {
  if (!event.body) return {};
  if (!JSON_IN_UTF8.test(event.headers['content-type'] ?? ''))
    throw new DomainError('UNSUPPORTED_MEDIA_TYPE', 'A body needs the header Content-Type: application/json.', {
      field: 'content-type',
    });
  const text = textOf(event, 'body');
  return text.trim() === '' ? {} : jsonObject(text, 'body');
}
