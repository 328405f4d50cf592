import * as z from 'zod';
import { createClient } from '../../client/index.ts';
import { type Contract, errorsOf, type Replies, type ReplyData } from '../../schemas/contract.ts';
import { ERROR_STATUS, type ErrorCode } from '../../schemas/errors.ts';
import { HANG } from './until.ts';

/** A signed-in caller. */
export interface Caller {
  readonly accessToken: string;
}

type In<C, Part extends string> = C extends { readonly [P in Part]: infer S extends z.ZodType }
  ? { readonly [P in Part]: z.input<S> }
  : unknown;
type Input<C extends Contract> = In<C, 'params'> & In<C, 'query'> & In<C, 'body'>;
type Sent<C extends Contract> = Input<C> & {
  readonly as?: Caller | undefined;
  readonly headers?: Readonly<Record<string, string>>;
};
type Args<C extends Contract> = object extends Input<C> ? [sent?: Sent<C>] : [sent: Sent<C>];

interface Request {
  readonly body?: unknown;
  readonly as?: Caller | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}
interface RawAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}
interface Listed<C extends Contract> {
  readonly items: ReplyData<C>;
  readonly cursor: string | null;
}

const bearer = (as: Caller | undefined) => as && { authorization: `Bearer ${as.accessToken}` };

/** Calls of the HTTP API through the published client, each reply checked against its contract. @param apiUrl everything before `/api/v1` */
export function apiClient(apiUrl: () => string) {
  /** Sends any request, also one that no contract allows. @returns the reply unchecked, with a JSON body parsed */
  async function send(method: string, path: string, { body, as, headers = {} }: Request = {}): Promise<RawAnswer> {
    const response = await fetch(`${apiUrl()}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...bearer(as), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(HANG * 1_000),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: json && text !== '' ? JSON.parse(text) : text, headers: response.headers };
  }

  /** A call is sent once and under its caller's token alone: a test sees each refusal. */
  async function reply<const C extends Contract>(contract: C, ...args: Args<C>) {
    const { as, headers, ...sent } = (args[0] ?? {}) as Request & { params?: object; query?: object };
    let broken: unknown;
    const client = createClient({
      url: apiUrl(),
      timeout: HANG,
      repeats: 0,
      fetch: async (...request) => {
        const response = await fetch(...request);
        const text = await response.text();
        try {
          checkReply(contract, response.status, text);
        } catch (error) {
          broken = error;
        }
        return new Response(text === '' ? null : text, response);
      },
    });
    try {
      const route = { method: contract.method, path: contract.path, empty: contract.replies[204] !== undefined };
      return await client.send(route, { ...sent, headers: { ...bearer(as), ...headers } });
    } catch (error) {
      throw broken ?? error;
    }
  }

  /**
   * Calls a route, and checks the reply against its contract.
   * @returns the reply's `data`
   * @throws YouBetError for an error reply: `await expect(call(..)).rejects.toMatchObject({ code: 'PICK_LOCKED' })`
   * @throws Error for a reply that the contract does not promise
   */
  const call = async <const C extends Contract>(contract: C, ...args: Args<C>): Promise<ReplyData<C>> =>
    (await reply(contract, ...args)).data as ReplyData<C>;

  /** Calls the route of a list. @returns one page, and the cursor of the next one or null */
  async function page<const C extends Contract & { readonly paged: true }>(contract: C, ...args: Args<C>): Promise<Listed<C>> {
    const { data, meta } = await reply(contract, ...args);
    if (!meta.pagination) throw new Error(`${contract.name} is a list and replied without meta.pagination`);
    return { items: data as ReplyData<C>, cursor: meta.pagination.cursor };
  }

  /** Reads all pages of a list, one after the other. @returns the items of them all */
  async function pages<const C extends Contract & { readonly paged: true }>(
    contract: C,
    ...args: Args<C>
  ): Promise<Listed<C>['items']> {
    const sent = args[0] as { query?: object } | undefined;
    const all: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = { ...sent?.query, ...(cursor !== '' && { cursor }) };
      const next: Listed<C> = await page(contract, ...([{ ...sent, query }] as unknown as Args<C>));
      all.push(...(next.items as unknown[]));
      cursor = next.cursor;
    }
    return all as Listed<C>['items'];
  }

  return { send, call, page, pages };
}

const Instant = z.iso.datetime({ precision: 3 });
const Pagination = z.strictObject({ limit: z.int(), cursor: z.string().nullable(), hasMore: z.boolean() });
const Success = z.strictObject({
  success: z.literal(true),
  data: z.unknown(),
  meta: z.strictObject({ timestamp: Instant, pagination: Pagination.optional() }),
});
/** A list may promise fields of `meta` of its own. */
const successOf = ({ meta }: Contract) =>
  Success.extend({ meta: z.strictObject({ ...Success.shape.meta.shape, ...meta?.shape }) });
const Failure = z.strictObject({
  success: z.literal(false),
  error: z.strictObject({
    code: z.enum(Object.keys(ERROR_STATUS) as [ErrorCode]),
    message: z.string().min(1),
    details: z.record(z.string(), z.unknown()),
  }),
  meta: z.strictObject({ timestamp: Instant }),
});
/** Error codes of the gateway's own replies where a token is required. */
const BY_GATEWAY: readonly ErrorCode[] = ['UNAUTHENTICATED', 'FORBIDDEN'];

const GatewayFailure = z.strictObject({ message: z.string() });

/** @throws Error for a reply that the contract does not promise, or that is no reply of the API */
export function checkReply(contract: Contract, status: number, text: string): void {
  const { name, replies, access } = contract;
  if (status < 400) {
    const promised = replies[status as keyof Replies];
    if (promised === 'empty' && text === '') return;
    if (!(promised instanceof z.ZodType)) throw new Error(`${name} promises no such reply under ${status}`);
    const { data } = successOf(contract).parse(JSON.parse(text)) as z.output<typeof Success>;
    promised.parse(data);
    return;
  }
  const body: unknown = JSON.parse(text);
  if (GatewayFailure.safeParse(body).success) {
    if (access === 'public' && status < 429) throw new Error(`${name} does not promise a ${status} of the gateway`);
    return;
  }
  const { code, message } = Failure.parse(body).error;
  if (ERROR_STATUS[code] !== status) throw new Error(`${code} travelled under ${status}`);
  const codes: readonly string[] = [...errorsOf(contract), ...(access === 'public' ? [] : BY_GATEWAY)];
  if (!codes.includes(code)) throw new Error(`${name} does not promise ${status} ${code}: ${message}`);
}
