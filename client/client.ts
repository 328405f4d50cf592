import { type ClientClock, randomId, SYSTEM } from './clock.ts';
import { YouBetError } from './error.ts';
import { Logout, Refresh } from './generated/routes.ts';
import type { SignedIn } from './generated/types.ts';
import { type Came, type Reply, readReply } from './reply.ts';
import { type Args, type PageOf, pathOf, type ReplyOf, type Route, type RouteTypes, type Sent } from './route.ts';
import { memory, Session, type TokenStore, type Tokens } from './session.ts';

export interface ClientOptions {
  /** Everything before `/api/v1`. */
  readonly url: string;
  /** The place of the session: memory where left out. */
  readonly session?: TokenStore;
  /** Told once when the session is over, and nobody is signed in any more. */
  readonly onSessionEnd?: () => void;
  /** Seconds for one attempt: 15 where left out. */
  readonly timeout?: number;
  /** Repeats after the first attempt: 2 where left out, 0 for none. */
  readonly repeats?: number;
  readonly fetch?: typeof fetch;
  readonly clock?: ClientClock;
}

const SECOND = 1_000;
/** The pause before a repeat is random, up to a bound that doubles. */
const PAUSE = { first: 300, longest: 10 * SECOND };
/** A wait that the server asks for is kept up to this long. A longer one is the caller's to decide. */
const MOST_WAIT = 20 * SECOND;
/** Replies that are kept for their `ETag`. */
const MOST_KEPT = 50;

/** Calls the API for one session. */
export type Client = ReturnType<typeof createClient>;

/** @returns the calls of an app. Every one of them rejects with a YouBetError, and with nothing else. */
export function createClient(options: ClientOptions) {
  const { url, timeout = 15, repeats = 2, clock = SYSTEM, onSessionEnd } = options;
  const request = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));
  const kept = new Map<string, { readonly tag: string; readonly text: string }>();
  const session = new Session(
    options.session ?? memory(),
    async ({ refreshToken }) => {
      const { data } = await repeated(Refresh, { body: { refreshToken }, repeatable: true }, undefined);
      return tokensOf(data as SignedIn);
    },
    () => {
      kept.clear();
      onSessionEnd?.();
    },
  );

  /** One attempt of a call. */
  async function attempt(route: Route, sent: Sent, token: string | undefined): Promise<Reply> {
    const path = pathOf(route, sent);
    const before = route.tagged ? kept.get(path) : undefined;
    const came = await exchange(
      `${url}${path}`,
      {
        method: route.method,
        headers: {
          ...(sent.body !== undefined && { 'content-type': 'application/json' }),
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(sent.key !== undefined && { 'idempotency-key': sent.key }),
          ...(before && { 'if-none-match': before.tag }),
          ...sent.headers,
        },
        ...(sent.body !== undefined && { body: JSON.stringify(sent.body) }),
      },
      sent.signal,
    );
    if (came.status === 304 && before) return readReply(route, { ...came, status: 200, text: before.text });
    const reply = readReply(route, came);
    const tag = route.tagged ? came.header('etag') : null;
    if (tag !== null) keep(path, { tag, text: came.text });
    return reply;
  }

  function keep(path: string, reply: { readonly tag: string; readonly text: string }): void {
    kept.delete(path);
    kept.set(path, reply);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  }

  /** Sends a request and reads all of its reply, in the time of one attempt. */
  async function exchange(address: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Came> {
    const ending = new AbortController();
    let reason: 'TIMEOUT' | 'ABORTED' | undefined;
    const end = (why: 'TIMEOUT' | 'ABORTED') => {
      reason ??= why;
      ending.abort();
    };
    const aborted = () => end('ABORTED');
    if (signal?.aborted) throw new YouBetError('the caller ended it', { code: 'ABORTED' });
    signal?.addEventListener('abort', aborted);
    const cancel = clock.after(timeout * SECOND, () => end('TIMEOUT'));
    try {
      const response = await request(address, { ...init, signal: ending.signal });
      return { status: response.status, text: await response.text(), header: (name) => response.headers.get(name) };
    } catch (cause) {
      const code = reason ?? 'NETWORK';
      throw new YouBetError(code === 'TIMEOUT' ? `no reply in ${timeout} s` : 'no reply', { code, cause });
    } finally {
      cancel();
      signal?.removeEventListener('abort', aborted);
    }
  }

  /** Repeats a call as long as a repeat may help and does no harm. */
  async function repeated(route: Route, sent: Sent, token: string | undefined): Promise<Reply> {
    for (let failures = 0; ; failures++) {
      try {
        return await attempt(route, sent, token);
      } catch (error) {
        if (!(error instanceof YouBetError) || failures >= repeats || !mayRepeat(error, route, sent)) throw error;
        const least = (error.retryAfter ?? 0) * SECOND;
        if (least > MOST_WAIT) throw error;
        await pause(least + clock.random() * Math.min(PAUSE.longest, PAUSE.first * 2 ** failures), sent.signal);
      }
    }
  }

  function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const aborted = () => {
        cancel();
        reject(new YouBetError('the caller ended it', { code: 'ABORTED' }));
      };
      const cancel = clock.after(ms, () => {
        signal?.removeEventListener('abort', aborted);
        resolve();
      });
      if (signal?.aborted) aborted();
      else signal?.addEventListener('abort', aborted, { once: true });
    });
  }

  async function sendAny(route: Route, input: Sent = {}): Promise<Reply> {
    const sent = route.key && input.key === undefined ? { ...input, key: randomId() } : input;
    const tokens = route.tokenless ? null : await session.store.get();
    try {
      return await repeated(route, sent, tokens?.accessToken);
    } catch (error) {
      if (!tokens || !(error instanceof YouBetError) || error.code !== 'UNAUTHENTICATED') throw error;
      return repeated(route, sent, await session.renew(tokens));
    }
  }

  /** Calls a route. @returns its whole reply: `meta` says, for instance, if messages came from the archive */
  const send = async <T extends RouteTypes>(route: Route<T>, ...[input]: Args<T>): Promise<ReplyOf<T>> =>
    (await sendAny(route, input as Sent)) as ReplyOf<T>;

  /** Calls a route: `await call(PlacePick, { body })`. @returns `data` of its reply */
  const call = async <T extends RouteTypes>(route: Route<T>, ...args: Args<T>): Promise<T['data']> =>
    (await send(route, ...args)).data;

  /** Reads one page of a list: `query: { cursor }` names the next one. */
  async function page<T extends RouteTypes>(
    route: Route<T> & { readonly paged: true },
    ...[input]: Args<T>
  ): Promise<PageOf<T> & { readonly meta: T['meta'] }> {
    const { data, meta } = await sendAny(route, input as Sent);
    return { items: data, cursor: meta.pagination?.cursor ?? null, meta: meta as T['meta'] };
  }

  /** Reads a list to its end, a page at a time: `for await (const items of pages(ListPicks, { query }))`. */
  async function* pages<T extends RouteTypes>(
    route: Route<T> & { readonly paged: true },
    ...[input]: Args<T>
  ): AsyncGenerator<T['data'], void, undefined> {
    const sent = (input ?? {}) as Sent;
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { ...sent.query, ...(cursor !== undefined && { cursor }) };
      const { items, cursor: next } = await page<T>(route, ...([{ ...sent, query }] as unknown as Args<T>));
      yield items;
      cursor = next;
    }
  }

  return {
    send,
    call,
    page,
    pages,

    /** Keeps the session that a sign-in has begun: the reply of `VerifyCode`, `Register` or another route that signs in. */
    async signedIn(reply: SignedIn): Promise<void> {
      kept.clear();
      await session.store.set(tokensOf(reply));
    },

    /** Gets new tokens now, as after accepting terms or a change of role. @throws YouBetError with `UNAUTHENTICATED` without a session */
    async refresh(): Promise<void> {
      const tokens = await session.store.get();
      if (!tokens) throw new YouBetError('nobody is signed in', { code: 'UNAUTHENTICATED', status: 401 });
      await session.renew(tokens);
    },

    /** Ends the session here, and then at the server. @throws YouBetError when the server was not told: there it lives for a week at most */
    async signOut(): Promise<void> {
      const tokens = await session.store.get();
      kept.clear();
      await session.store.set(null);
      if (tokens) await call(Logout, { body: { refreshToken: tokens.refreshToken }, repeatable: true });
    },
  };
}

const tokensOf = ({ accessToken, refreshToken, user }: SignedIn): Tokens => ({ accessToken, refreshToken, userId: user.id });

/** Ends of a call after which the same one would come to the same, though it may have happened. */
const FINAL: readonly string[] = ['ABORTED', 'BAD_REPLY'];

/** True where a repeat may help, and a write that has happened already does no harm. */
function mayRepeat(error: YouBetError, { method }: Route, { key, repeatable, body }: Sent): boolean {
  // It was refused before it could do anything.
  if (error.code === 'RATE_LIMITED') return true;
  if (FINAL.includes(error.code)) return false;
  const isNamed = key !== undefined || (typeof body === 'object' && body !== null && 'clientMessageId' in body);
  return error.isUncertain && (isNamed || repeatable === true || (method !== 'POST' && method !== 'PATCH'));
}
