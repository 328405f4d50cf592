import * as z from 'zod';
import { type Contract, errorsOf, type Replies, type ReplyData } from '../../schemas/contract.ts';
import { ERROR_STATUS, type ErrorCode } from '../../schemas/errors.ts';
import { CommandError } from '../cli/command.ts';
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
interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}
interface PageOf<C extends Contract> {
  readonly items: ReplyData<C>;
  readonly cursor: string | null;
}

/** An error reply of the API. An error of the gateway, which has no envelope, is given the same shape. */
export class Refused extends CommandError {
  override name = 'Refused';
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly headers: Headers;

  constructor(message: string, { status, code, details, headers }: Pick<Refused, 'status' | 'code' | 'details' | 'headers'>) {
    super(`${status} ${code}: ${message}`);
    this.status = status;
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

/** A client of the HTTP API that checks each reply against its contract. @param apiUrl everything before `/api/v1` */
export function apiClient(apiUrl: () => string) {
  /** Sends any request, also one that no contract allows. @returns the reply unchecked, with a JSON body parsed */
  async function send(method: string, path: string, { body, as, headers = {} }: Request = {}): Promise<Reply> {
    const response = await fetch(`${apiUrl()}${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(as && { authorization: `Bearer ${as.accessToken}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(HANG * 1_000),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: json && text !== '' ? JSON.parse(text) : text, headers: response.headers };
  }

  async function reply<const C extends Contract>(contract: C, ...args: Args<C>) {
    const sent = (args[0] ?? {}) as Request & { params?: object; query?: object };
    const { status, body, headers } = await send(contract.method, pathOf(contract, sent.params, sent.query), sent);
    if (status >= 400) throw checkedError(contract, errorOf(status, body, headers));
    const promisedReply = contract.replies[status as keyof Replies];
    if (promisedReply === 'empty') return { data: null as ReplyData<C>, pagination: undefined };
    if (!(promisedReply instanceof z.ZodType)) throw new Error(`${contract.name} promises no data under ${status}`);
    const { data, meta } = successOf(contract).parse(body) as z.output<typeof Success>;
    return { data: promisedReply.parse(data) as ReplyData<C>, pagination: meta.pagination };
  }

  /**
   * Calls a route, and checks the reply against its contract.
   * @returns the reply's `data`
   * @throws Refused for an error reply: `await expect(call(..)).rejects.toMatchObject({ code: 'PICK_LOCKED' })`
   * @throws Error for a reply that the contract does not promise
   */
  const call = async <const C extends Contract>(contract: C, ...args: Args<C>): Promise<ReplyData<C>> =>
    (await reply(contract, ...args)).data;

  /** Calls the route of a list. @returns one page, and the cursor of the next one or null */
  async function page<const C extends Contract & { readonly paged: true }>(contract: C, ...args: Args<C>): Promise<PageOf<C>> {
    const { data, pagination } = await reply(contract, ...args);
    if (!pagination) throw new Error(`${contract.name} is a list and replied without meta.pagination`);
    return { items: data, cursor: pagination.cursor };
  }

  /** Reads all pages of a list, one after the other. @returns the items of them all */
  async function pages<const C extends Contract & { readonly paged: true }>(
    contract: C,
    ...args: Args<C>
  ): Promise<PageOf<C>['items']> {
    const sent = args[0] as { query?: object } | undefined;
    const all: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query = { ...sent?.query, ...(cursor !== '' && { cursor }) };
      const next: PageOf<C> = await page(contract, ...([{ ...sent, query }] as unknown as Args<C>));
      all.push(...(next.items as unknown[]));
      cursor = next.cursor;
    }
    return all as PageOf<C>['items'];
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

/** @returns `refused` itself when the contract promises its code, else an error that says so */
function checkedError(contract: Contract, refused: Refused): Error {
  const codes: readonly string[] = [...errorsOf(contract), ...(contract.access === 'public' ? [] : BY_GATEWAY)];
  if (codes.includes(refused.code)) return refused;
  return new Error(`${contract.name} does not promise ${refused.message}`, { cause: refused });
}

function errorOf(status: number, body: unknown, headers: Headers): Refused {
  const gateway = z.strictObject({ message: z.string() }).safeParse(body);
  if (gateway.success) {
    const code = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 429: 'RATE_LIMITED', 503: 'UNAVAILABLE' }[status] ?? 'INTERNAL';
    return new Refused(gateway.data.message, { status, code, details: {}, headers });
  }
  const failure = Failure.safeParse(body);
  if (!failure.success) throw new Error(`${status} without the envelope: ${JSON.stringify(body)}`);
  const { error } = failure.data;
  if (ERROR_STATUS[error.code] !== status) throw new Error(`${error.code} travelled under ${status}`);
  return new Refused(error.message, { status, ...error, headers });
}

function pathOf({ path }: Contract, params: object = {}, query: object = {}): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? filled : `${filled}?${search}`;
}
