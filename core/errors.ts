import type * as z from 'zod';
import type { FailureDetails } from '#schemas/error-details';
import type { ErrorCode } from '#schemas/errors';

/** A bad field of an input, and the reason. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

type DetailShape = typeof FailureDetails.shape;
/** Details of a refusal that a client sees, by the names that the documents of the API have. `fields` comes from the faults. */
export type ErrorDetails = {
  readonly [Name in Exclude<keyof DetailShape, 'fields'>]?: Exclude<z.infer<DetailShape[Name]>, undefined>;
};

/** A refusal that the caller sees. Any other error that is thrown becomes INTERNAL and shows nothing. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;
  /** All bad fields of an input, which a client sees as `details.fields`. */
  readonly faults: readonly FieldFault[] | undefined;

  constructor(code: ErrorCode, message: string, details?: ErrorDetails, faults?: readonly FieldFault[]) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.details = details;
    this.faults = faults;
  }
}

/** @returns the INVALID_INPUT that names a field of the body, the query or the path */
export const invalid = (field: string, message: string): DomainError =>
  new DomainError('INVALID_INPUT', message, { field }, [{ field, message }]);

/**
 * Refuses an input by all its bad fields.
 * @param faults at least one; the first is also the message, after its field, and `details.field`
 */
export const invalidFields = (faults: readonly [FieldFault, ...FieldFault[]]): DomainError =>
  new DomainError('INVALID_INPUT', `${faults[0].field}: ${faults[0].message}`, { field: faults[0].field }, faults);
