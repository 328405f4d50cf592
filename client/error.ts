import type { ErrorCode, ErrorDetails } from './generated/types.ts';

/**
 * Codes of the client's own: nothing came (`NETWORK`), or not in time (`TIMEOUT`); what came is not of the API, as the page of a proxy
 * (`BAD_REPLY`); the caller ended the call (`ABORTED`).
 */
export type ClientCode = 'NETWORK' | 'TIMEOUT' | 'BAD_REPLY' | 'ABORTED';

interface Failure {
  readonly code: string;
  /** None of a socket, and where nothing came. */
  readonly status?: number;
  readonly details?: ErrorDetails;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** The only error of this package: a refusal of the API over HTTP or a socket, and all that goes wrong on the way. */
export class YouBetError extends Error {
  override name = 'YouBetError';
  /** A code of the API (docs/errors.md) or of the client. The API may have new ones: take an unknown code by `status`. */
  readonly code: ErrorCode | ClientCode | (string & {});
  readonly status: number | undefined;
  readonly details: ErrorDetails;
  /** Seconds after which the same call may succeed, where the server said so. */
  readonly retryAfter: number | undefined;

  constructor(message: string, { code, status, details = {}, retryAfter, cause }: Failure) {
    super(`${status === undefined ? '' : `${status} `}${code}: ${message}`, { cause });
    this.code = code;
    this.status = status;
    this.details = details;
    this.retryAfter = retryAfter ?? (typeof details.retryAfter === 'number' ? details.retryAfter : undefined);
  }

  /** True when nobody knows what became of the call: a write may have happened. */
  get isUncertain(): boolean {
    const { code, status = 0 } = this;
    return UNCERTAIN.includes(code) || status >= 500 || (code === 'BAD_REPLY' && status < 300);
  }
}

/** Also over a socket, where there is no status. */
const UNCERTAIN: readonly string[] = ['NETWORK', 'TIMEOUT', 'ABORTED', 'INTERNAL', 'UNAVAILABLE'];
