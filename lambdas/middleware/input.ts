import * as z from 'zod';
import { DomainError, type ErrorDetails, type FieldFault, invalid, invalidFields } from '#errors';
import { isBusy } from '#platform/busy';

/** Reading input and showing failures, for HTTP and for sockets. */

interface EncodedText {
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

/**
 * @param name the text's name in a refusal: body, message
 * @throws INVALID_INPUT for bytes that are not UTF-8, also where the gateway replaced them
 */
export function textOf({ body = '', isBase64Encoded }: EncodedText, name: string): string {
  const text = isBase64Encoded ? decoded(Buffer.from(body, 'base64')) : body;
  if (text === null || text.includes('\ufffd')) throw invalid(name, `The ${name} is not UTF-8.`);
  return text;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Parses a JSON object. Schemas need not repeat what holds for all of its texts and names.
 * @param name the text's name in a refusal: body, message
 * @throws INVALID_INPUT for text that is not a JSON object, and for one that has ill-formed Unicode, a name `__proto__`, or too many levels
 */
export function jsonObject(text: string, name: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(name, `The ${name} is not JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw invalid(name, `The ${name} is not a JSON object.`);
  const fault = faultOf(value, 0);
  if (fault) throw invalid(fieldOf(fault.path) || name, `${fieldOf(fault.path) || name}: ${fault.message}`);
  return value;
}

/** Levels of lists and objects that a body may have; the deepest contract has six. */
const DEEPEST = 20;

interface Fault {
  readonly path: readonly string[];
  readonly message: string;
}

function faultOf(value: unknown, depth: number): Fault | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : { path: [], message: 'must be well-formed Unicode' };
  if (typeof value !== 'object' || value === null) return null;
  if (depth === DEEPEST) return { path: [], message: `must not have more than ${DEEPEST} levels` };
  for (const [key, one] of Object.entries(value)) {
    if (!key.isWellFormed()) return { path: [key], message: 'must be well-formed Unicode' };
    // A schema would pass over it in silence.
    if (key === '__proto__') return { path: [key], message: 'is no name of a field' };
    const fault = faultOf(one, depth + 1);
    if (fault) return { path: [key, ...fault.path], message: fault.message };
  }
  return null;
}

/** The most characters of a field's name in a refusal: it may be the caller's own. */
const LONGEST_FIELD = 200;
const fieldOf = (path: readonly PropertyKey[]): string => {
  const field = path
    .map((step) => (step === '' ? '""' : String(step)))
    .join('.')
    .toWellFormed();
  return field.length > LONGEST_FIELD ? `${field.slice(0, LONGEST_FIELD)}…`.toWellFormed() : field;
};

/** The most bad fields that a refusal names. */
const MOST_FAULTS = 20;

/**
 * Checks an input of several parts, such as a path, a query and a body, each against its schema. Without a schema every field is refused.
 * @throws INVALID_INPUT that names the bad fields of all parts
 */
export function checkAll<P extends Readonly<Record<string, InputPart>>>(
  parts: P,
): { readonly [Name in keyof P]: Checked<P[Name][0]> } {
  const results = Object.entries(parts).map(([name, [schema, input]]) => [name, (schema ?? NOTHING).safeParse(input)] as const);
  const [first, ...others] = results.flatMap(([, { error }]) => error?.issues.flatMap(faultsOf) ?? []);
  if (first) throw invalidFields([first, ...others.slice(0, MOST_FAULTS - 1)]);
  return Object.fromEntries(results.map(([name, { data }]) => [name, data])) as {
    readonly [Name in keyof P]: Checked<P[Name][0]>;
  };
}

type InputPart = readonly [schema: z.ZodType | undefined, input: object];
type Checked<S> = S extends z.ZodType ? z.output<S> : undefined;

function faultsOf(issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code !== 'unrecognized_keys') return [{ field: fieldOf(issue.path), message: issue.message }];
  return issue.keys.map((key) => ({ field: fieldOf([...issue.path, key]), message: 'unknown field' }));
}

/** Checks an input of one part. @throws INVALID_INPUT that names its bad fields */
export const check = <S extends z.ZodType>(schema: S, input: object): z.output<S> =>
  checkAll({ input: [schema, input] }).input as z.output<S>;

const NOTHING = z.strictObject({});

/** Seconds after which a caller may try again, where nothing else says more. */
const RETRY_AFTER = 1;

/**
 * The error that a caller sees: a DomainError as it is, a dependency that is busy as UNAVAILABLE, any other as INTERNAL with the request's id and
 * nothing else. Every UNAVAILABLE says when to try again.
 */
export function shownOf(error: unknown, requestId: string): DomainError {
  if (error instanceof DomainError) {
    const { code, message, details } = error;
    return code === 'UNAVAILABLE' && details?.retryAfter === undefined ? unavailable(message, details) : error;
  }
  if (isBusy(error)) return unavailable('Too busy for this right now. Please try again.');
  return new DomainError('INTERNAL', 'Something went wrong on our side.', { requestId });
}

const unavailable = (message: string, details?: ErrorDetails): DomainError =>
  new DomainError('UNAVAILABLE', message, { ...details, retryAfter: RETRY_AFTER });
