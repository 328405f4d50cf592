import type { ErrorCode } from '#schemas/errors';

/** Details of a refusal that a client sees: `field` names the bad input; other names belong to one code (`retryAfter` in seconds, `revision`). */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** A refusal that the caller sees. Any other error that is thrown becomes INTERNAL and shows nothing. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
  }
}

/** @returns the INVALID_INPUT that names a field of the body, the query or the path */
export const invalid = (field: string, message: string): DomainError => new DomainError('INVALID_INPUT', message, { field });
