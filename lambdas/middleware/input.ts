import * as z from 'zod';
import { DomainError, invalid } from '#errors';

/** Reading input and showing failures, for HTTP and for sockets. */

interface EncodedText {
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** @param name the text's name in a refusal: body, message @throws INVALID_INPUT for bytes that are not UTF-8, also where the gateway replaced them */
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

/** Checks input against a schema. Without a schema every field is refused. @throws INVALID_INPUT that names the first bad field */
export function check<S extends z.ZodType>(schema: S | undefined, input: object): z.output<S> {
  const result = (schema ?? NOTHING).safeParse(input);
  if (result.success) return result.data as z.output<S>;
  const issue = result.error.issues[0];
  const field = fieldOf([...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])]);
  throw invalid(
    field,
    issue?.code === 'unrecognized_keys' ? `Unknown field ${field}.` : `${field}: ${issue?.message ?? 'is not valid'}`,
  );
}

const NOTHING = z.strictObject({});

/** The error that a caller sees: a DomainError as it is, any other as INTERNAL with the request's id and nothing else. */
export const shownOf = (error: unknown, requestId: string): DomainError =>
  error instanceof DomainError ? error : new DomainError('INTERNAL', 'Something went wrong on our side.', { requestId });
