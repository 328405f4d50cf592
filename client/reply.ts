import { YouBetError } from './error.ts';
import type { ErrorDetails } from './generated/types.ts';
import type { Route } from './route.ts';

/** A reply of the API that is no refusal: its `data`, null where it has no body. */
export interface Reply {
  readonly data: unknown;
  readonly meta: { readonly pagination?: { readonly cursor: string | null } };
}

/** A reply as it came. */
export interface Came {
  readonly status: number;
  readonly text: string;
  /** A header by its name in lower case. */
  header(name: string): string | null;
}

const NOTHING: Reply = { data: null, meta: {} };

/** Reads what came to a call. @throws YouBetError for a refusal, and for what is no reply of the API */
export function readReply(route: Route, came: Came): Reply {
  const { status, text } = came;
  if (status === 204 && route.empty) return NOTHING;
  const body = jsonOf(text);
  if (status >= 200 && status < 300) {
    if (body?.success === true && 'data' in body) return body as unknown as Reply;
    throw new YouBetError('the reply is not of the API', { code: 'BAD_REPLY', status });
  }
  throw refusalOf(came, body);
}

/** The codes of the gateway's own refusals, which are `{message}` alone. */
const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  429: 'RATE_LIMITED',
  503: 'UNAVAILABLE',
};

/**
 * The error of a refusal: our envelope, the gateway's message, or a page of something on the way. Of such a page, only a status that asks to
 * come again is believed: the 401 of a proxy says nothing about the session.
 */
function refusalOf(came: Came, body: Record<string, unknown> | undefined): YouBetError {
  const { status } = came;
  const retryAfter = secondsOf(came);
  const byStatus = BY_STATUS[status] ?? (status >= 500 ? 'INTERNAL' : 'BAD_REPLY');
  const error = body?.error as { code?: unknown; message?: unknown; details?: ErrorDetails } | undefined;
  if (body?.success === false && typeof error?.code === 'string') {
    return new YouBetError(String(error.message), { code: error.code, status, details: error.details ?? {}, retryAfter });
  }
  if (typeof body?.message === 'string') return new YouBetError(body.message, { code: byStatus, status, retryAfter });
  const code = status >= 500 || status === 429 ? byStatus : 'BAD_REPLY';
  return new YouBetError('the reply is not of the API', { code, status, retryAfter });
}

/** Seconds of `Retry-After`. A date there is compared with that of the same reply: the clock of this device may be wrong. */
function secondsOf({ header }: Came): number | undefined {
  const after = header('retry-after');
  if (after === null) return undefined;
  if (/^\d+$/.test(after)) return Number(after);
  const seconds = (Date.parse(after) - Date.parse(header('date') ?? '')) / 1_000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** The object in a text; undefined where there is none. */
function jsonOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
