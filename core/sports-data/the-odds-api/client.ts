import { setTimeout as sleep } from 'node:timers/promises';
import type { Quota } from '#core/prices';
import { attempts } from '#platform/attempts';
import { ProviderError } from '../odds-provider.ts';
import type { ProviderGet } from './the-odds-api.ts';

/** The retries of a request. Times are in milliseconds. */
export interface RetryPolicy {
  readonly attempts: number;
  /** Of one attempt, with its body. */
  readonly timeout: number;
  /** The first pause is up to this long, each next one up to twice as long. */
  readonly pause: number;
}
const RETRIES: RetryPolicy = { attempts: 3, timeout: 5_000, pause: 300 };
const LONGEST_PAUSE = 5_000;
const LARGEST_BODY = 8 * 1024 * 1024;

export interface ProviderClient {
  /** Scheme and host, perhaps a path: `https://api.the-odds-api.com`. */
  readonly url: string;
  /** Reads the key. `fresh` reads it again after the provider refused the last one, which may have been rotated. */
  readonly key: (fresh?: boolean) => Promise<string>;
  readonly retries?: RetryPolicy;
}

/**
 * A GET with limits of time and size. Retries with full jitter after no answer, 5xx, 429 (after its `retry-after`), and a body that is not
 * JSON, which a cut connection leaves. Does not follow redirects, since the key stands in the query.
 * @throws ProviderError, which names path and status and never the URL
 */
export function httpGet({ url, key, retries = RETRIES }: ProviderClient): ProviderGet {
  return async (path, query) => {
    const current = await key();
    try {
      return await persist(url, path, { ...query, apiKey: current }, retries);
    } catch (error) {
      const other = error instanceof ProviderError && error.status === 401 ? await key(true) : current;
      if (other === current) throw error;
      return persist(url, path, { ...query, apiKey: other }, retries);
    }
  };
}

async function persist(base: string, path: string, query: Readonly<Record<string, string>>, retries: RetryPolicy) {
  const url = new URL(`${base.replace(/\/+$/, '')}${path}`);
  url.search = new URLSearchParams(query).toString();
  let failure: Failure | undefined;
  for await (const attempt of attempts({ pause: retries.pause, longest: LONGEST_PAUSE, most: retries.attempts })) {
    const outcome = await tryOnce(url, retries.timeout);
    if ('body' in outcome) return outcome;
    failure = outcome;
    if (!isPassing(failure.status)) break;
    if (attempt < retries.attempts) await sleep(Math.min(failure.retryAfter * 1000, LONGEST_PAUSE));
  }
  throw new ProviderError(`GET ${path}: ${failure?.problem}`, failure?.status ?? null);
}

/** True for failures that may pass: no answer, a body that is not JSON (200), 429, 5xx. */
const isPassing = (status: number | null): boolean => status === null || status === 200 || status === 429 || status >= 500;

interface Failure {
  readonly problem: string;
  readonly status: number | null;
  /** Seconds. */
  readonly retryAfter: number;
}

async function tryOnce(url: URL, timeout: number): Promise<{ body: unknown; quota: Quota } | Failure> {
  let status: number | null = null;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeout), redirect: 'error' });
    status = response.status;
    const text = await readText(response);
    if (status !== 200) {
      return { problem: `status ${status}`, status, retryAfter: Number(response.headers.get('retry-after')) || 0 };
    }
    return { body: JSON.parse(text) as unknown, quota: quotaOf(response.headers) };
  } catch (error) {
    // The error may name the URL, and the URL carries the key: only the kind of error goes on.
    return { problem: problemOf(error as Error), status, retryAfter: 0 };
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  TimeoutError: 'no answer in time',
  SyntaxError: 'not JSON',
  RangeError: 'too large',
};
const problemOf = ({ name }: Error): string => PROBLEMS[name] ?? 'connection failed';

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new RangeError('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function quotaOf(headers: Headers): Quota {
  const credits = (name: string) => {
    const text = headers.get(`x-requests-${name}`) ?? '';
    return /^\d{1,12}(\.0+)?$/.test(text) ? Number(text) : null;
  };
  return { remaining: credits('remaining'), used: credits('used'), last: credits('last') };
}
