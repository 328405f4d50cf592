import * as z from 'zod';
import { DomainError, invalid } from '#errors';

/** Reading input and showing failures, for HTTP and for sockets. */

interface EncodedText {
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** The body or frame as text. */
export const textOf = ({ body = '', isBase64Encoded }: EncodedText): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;

/** Parses a JSON object. @param name the text's name in a refusal: body, message @throws INVALID_INPUT for text that is not a JSON object */
export function jsonObject(text: string, name: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(name, `The ${name} is not JSON.`);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw invalid(name, `The ${name} is not a JSON object.`);
}

/** Checks input against a schema. Without a schema every field is refused. @throws INVALID_INPUT that names the first bad field */
export function check<S extends z.ZodType>(schema: S | undefined, input: object): z.output<S> {
  const result = (schema ?? NOTHING).safeParse(input);
  if (result.success) return result.data as z.output<S>;
  const issue = result.error.issues[0];
  const field = [...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join('.');
  throw invalid(
    field,
    issue?.code === 'unrecognized_keys' ? `Unknown field ${field}.` : `${field}: ${issue?.message ?? 'is not valid'}`,
  );
}

const NOTHING = z.strictObject({});

/** The error that a caller sees: a DomainError as it is, any other as INTERNAL with the request's id and nothing else. */
export const shownOf = (error: unknown, requestId: string): DomainError =>
  error instanceof DomainError ? error : new DomainError('INTERNAL', 'Something went wrong on our side.', { requestId });
