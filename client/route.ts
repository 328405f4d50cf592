/** The parts of a call and of its reply, by which a route is typed. */
export interface RouteTypes {
  /** In the path. */
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
  /** `data` of the reply: null of one without a body. */
  readonly data: unknown;
  /** Fields of the reply's `meta` beside the time and the page. */
  readonly meta?: object;
}

/** A route of the HTTP API. The constants of generated/routes.ts are routes, and so is a contract of schemas/. */
export interface Route<T extends RouteTypes = RouteTypes> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/v1/picks/{pickId}` */
  readonly path: string;
  /** Takes an `Idempotency-Key`, by which a repeat is the same write. */
  readonly key?: boolean;
  /** A list, which comes in pages. */
  readonly paged?: boolean;
  /** Replies without a body. */
  readonly empty?: boolean;
  /** Its replies have an `ETag`. */
  readonly tagged?: boolean;
  /** Needs no session: it makes, renews or ends one. */
  readonly tokenless?: boolean;
  /** Never there: it carries the types. */
  readonly types?: T;
}

/** Fields of any call. */
export interface CallOptions {
  /** Ends the call with an error of the code `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** The `Idempotency-Key`, for an app that keeps it over a restart. Each call of a route that takes one has a key of its own otherwise. */
  readonly key?: string;
  /** A POST without a key, of which a second one does no harm: it is repeated after a failure as a GET is. */
  readonly repeatable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

type Part<T, Name extends 'params' | 'query' | 'body'> = T extends { readonly [N in Name]: infer P }
  ? object extends P
    ? { readonly [N in Name]?: P }
    : { readonly [N in Name]: P }
  : unknown;

/** The input of a call. */
export type Input<T> = Part<T, 'params'> & Part<T, 'query'> & Part<T, 'body'> & CallOptions;
/** The arguments of a call: none are needed where every part may be left out. */
export type Args<T> = object extends Input<T> ? [input?: Input<T>] : [input: Input<T>];

/** One page of a list, and the cursor of the next one; null on the last page. */
export interface PageOf<T extends RouteTypes> {
  readonly items: T['data'];
  readonly cursor: string | null;
}

/** A whole reply. */
export interface ReplyOf<T extends RouteTypes> {
  readonly data: T['data'];
  readonly meta: {
    /** None of a reply without a body. */
    readonly timestamp?: string;
    readonly pagination?: { readonly cursor: string | null };
  } & (T extends { readonly meta: infer M } ? M : unknown);
}

/** An input as it is sent, whatever its route. */
export interface Sent extends CallOptions {
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
}

/** The path with its parameters, and the query. A parameter that is undefined is left out of the query. */
export function pathOf({ path }: Pick<Route, 'path'>, { params = {}, query = {} }: Pick<Sent, 'params' | 'query'>): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  );
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return search.length === 0 ? filled : `${filled}?${search.join('&')}`;
}
