import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Exchange } from '../../docs/examples.ts';
import { ACTIONS } from '../../schemas/actions.ts';
import type { Contract } from '../../schemas/contract.ts';
import { ROUTES } from '../../schemas/routes.ts';
import type { StackFile } from '../dev/cloud/stack-file.ts';
import { shapeOf } from './shape.ts';

/** A request of a story and what came to it. */
export interface RecordedCall extends Exchange {
  /** Of the contract. */
  readonly name: string;
}

/** A message of a socket. */
export interface RecordedMessage {
  readonly from: 'client' | 'server';
  /** The action of the message, or the action that it answers. */
  readonly action?: string;
  readonly payload: unknown;
}

/** The calls and messages of a file of stories, in the order in which they ended. Of those with one shape, only the first few are kept. */
export interface Recorded {
  readonly calls: readonly RecordedCall[];
  readonly messages: readonly RecordedMessage[];
}

/** The shapes that are kept of the calls of a route with one status, or of the messages of one type, and the calls of one shape. */
const MOST = { shapes: 100, ofShape: 3 };

interface Pattern {
  readonly contract: Contract;
  readonly test: RegExp;
  readonly names: readonly string[];
}
/** Paths with fewer parameters first: `/users/me` is no handle. */
const PATTERNS: readonly Pattern[] = (Object.values(ROUTES).flat() as readonly Contract[])
  .map((contract) => ({
    contract,
    test: new RegExp(`^${contract.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)')}$`),
    names: [...contract.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string),
  }))
  .toSorted((a, b) => a.names.length - b.names.length);

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
const jsonOr = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** The route of a request to the API; undefined where none is. */
function routeOf(method: string, path: string): { contract: Contract; params: Record<string, string> } | undefined {
  for (const { contract, test, names } of PATTERNS) {
    const found = contract.method === method ? test.exec(path) : null;
    if (found) return { contract, params: Object.fromEntries(names.map((name, i) => [name, decoded(found[i + 1] ?? '')])) };
  }
  return undefined;
}

/**
 * Keeps what travels between this process and a stack's API, by `fetch` and `WebSocket`. It changes nothing of it.
 * @internal for test/e2e
 */
export class Recorder {
  readonly #calls: RecordedCall[] = [];
  readonly #messages: RecordedMessage[] = [];
  readonly #kept = new Map<string, Map<string, number>>();
  /** Replies that are still read. */
  readonly #reading = new Set<Promise<void>>();
  readonly #stack: () => Pick<StackFile, 'apiUrl'>;

  constructor(stack: () => Pick<StackFile, 'apiUrl'>) {
    this.#stack = stack;
  }

  /** Puts itself in the place of the process's own `fetch` and `WebSocket`. */
  install(): void {
    const [own, Own] = [globalThis.fetch, globalThis.WebSocket];
    globalThis.fetch = async (...[input, init]: Parameters<typeof fetch>) => {
      const response = await own(input, init);
      if (typeof input === 'string') this.#read(input, init ?? {}, response);
      return response;
    };
    const message = (from: 'client' | 'server', action: string | undefined, payload: unknown) =>
      this.#message(from, action, payload);
    globalThis.WebSocket = class extends Own {
      readonly #asked = new Map<unknown, string>();

      constructor(...args: ConstructorParameters<typeof Own>) {
        super(...args);
        this.addEventListener('message', ({ data }) => {
          const payload = jsonOr(String(data)) as { requestId?: unknown };
          message('server', this.#asked.get(payload.requestId), payload);
        });
      }

      override send(data: Parameters<WebSocket['send']>[0]): void {
        const payload = typeof data === 'string' ? (jsonOr(data) as { action?: unknown; requestId?: unknown }) : {};
        if (ACTIONS.some(({ action }) => action === payload.action)) {
          this.#asked.set(payload.requestId, String(payload.action));
          message('client', String(payload.action), payload);
        }
        super.send(data);
      }
    };
  }

  #read(address: string, { method = 'GET', body, headers }: RequestInit, response: Response): void {
    const { apiUrl } = this.#stack();
    if (!address.startsWith(`${apiUrl}/`)) return;
    const [path = '', search = ''] = address.slice(apiUrl.length).split('?');
    const route = routeOf(method, path);
    if (!route) return;
    const contentType = response.headers.get('content-type')?.split(';')[0];
    const isText = contentType === undefined || /^text\/|json$/.test(contentType);
    const key = new Headers(headers).get('idempotency-key');
    const location = response.headers.get('location');
    const copy = isText ? response.clone() : undefined;
    const reading = (async () => {
      const text = (await copy?.text()) ?? '';
      this.#call({
        name: route.contract.name,
        status: response.status,
        request: {
          params: route.params,
          query: Object.fromEntries(new URLSearchParams(search)),
          ...(key !== null && { key }),
          ...(typeof body === 'string' && { body: jsonOr(body) }),
        },
        reply: {
          ...(contentType !== undefined && { contentType }),
          ...(location !== null && { location }),
          ...(text !== '' && { body: contentType?.endsWith('json') ? jsonOr(text) : text }),
        },
      });
      // A reply that is cut off is the story's to judge.
    })().catch(() => undefined);
    this.#reading.add(reading);
    void reading.then(() => this.#reading.delete(reading));
  }

  #call(call: RecordedCall): void {
    const { error } = (call.reply.body ?? {}) as { error?: { code?: unknown } };
    if (this.#isNew(`${call.name} ${call.status} ${error?.code}`, call)) this.#calls.push(call);
  }

  #message(from: 'client' | 'server', action: string | undefined, payload: unknown): void {
    const { type, error } = payload as { type?: unknown; error?: { code?: unknown } };
    const message = { from, ...(action !== undefined && { action }), payload };
    if (this.#isNew(`${from} ${action} ${type} ${error?.code}`, payload)) this.#messages.push(message);
  }

  #isNew(of: string, value: unknown): boolean {
    const shapes = this.#kept.get(of) ?? new Map<string, number>();
    this.#kept.set(of, shapes);
    const shape = [...shapeOf(value)].toSorted().join();
    const before = shapes.get(shape) ?? 0;
    if (before === MOST.ofShape || (before === 0 && shapes.size === MOST.shapes)) return false;
    shapes.set(shape, before + 1);
    return true;
  }

  /** Waits for the replies that are still read, and writes all to a file. */
  async save(file: string): Promise<void> {
    await Promise.all(this.#reading);
    mkdirSync(dirname(file), { recursive: true });
    const recorded: Recorded = { calls: this.#calls, messages: this.#messages };
    writeFileSync(file, JSON.stringify(recorded));
  }
}
