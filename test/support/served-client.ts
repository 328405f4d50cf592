import { expect } from 'vitest';
import { type ClientOptions, createClient, YouBetError } from '../../client/index.ts';

/** A client in this process whose server gives the answers of a test. */

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
/** A server's answer to one request. */
export type Answer = (asked: Asked, signal: AbortSignal) => Response | Promise<Response>;

export const json =
  (status: number, body: object, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
export const ok = (data: unknown, headers: Record<string, string> = {}, pagination?: object): Answer =>
  json(200, { success: true, data, meta: { timestamp: '2026-11-29T00:00:00.000Z', ...(pagination && { pagination }) } }, headers);
export const refused = (status: number, code: string, details: object = {}, headers: Record<string, string> = {}): Answer =>
  json(status, { success: false, error: { code, message: 'no', details }, meta: {} }, headers);
export const html =
  (status: number): Answer =>
  () =>
    new Response('<html>Please sign in to the hotel</html>', { status, headers: { 'content-type': 'text/html' } });
export const lost: Answer = () => Promise.reject(new TypeError('fetch failed'));
export const silent: Answer = (_, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });

const TIMEOUT = 15_000;
export const ANN = { accessToken: 'a1', refreshToken: 'r1', userId: 'ann' };

/** A client whose server gives these answers, one after the other. Pauses end at once; timeouts run when `expire` is called. */
export function served(answers: readonly Answer[], options: Partial<ClientOptions> = {}) {
  const asked: Asked[] = [];
  const pauses: number[] = [];
  const timeouts = new Set<() => void>();
  const left = [...answers];
  const client = createClient({
    url: 'https://api.example.com',
    clock: {
      random: () => 0.5,
      after: (ms, run) => {
        if (ms === TIMEOUT) {
          timeouts.add(run);
          return () => timeouts.delete(run);
        }
        pauses.push(ms);
        const timer = setImmediate(run);
        return () => clearImmediate(timer);
      },
    },
    fetch: async (url, init) => {
      const { body } = init as { body?: string };
      const one: Asked = {
        method: String(init?.method),
        path: String(url).replace('https://api.example.com', ''),
        headers: init?.headers as Record<string, string>,
        body: body === undefined ? undefined : JSON.parse(body),
      };
      asked.push(one);
      const answer = left.shift();
      if (!answer) throw new Error(`nothing answers ${one.method} ${one.path}`);
      return answer(one, init?.signal as AbortSignal);
    },
    ...options,
  });
  const expire = () => {
    for (const run of timeouts) run();
  };
  return { client, asked, pauses, timeouts, expire, left };
}
export const failure = (call: Promise<unknown>): Promise<YouBetError> =>
  call.then(
    () => Promise.reject(new Error('the call did not fail')),
    (error) => {
      expect(error).toBeInstanceOf(YouBetError);
      return error;
    },
  );
export const tokens = (n: number) =>
  ok({ status: 'signed_in', accessToken: `a${n}`, refreshToken: `r${n}`, expiresIn: 900, user: { id: 'ann' } });
