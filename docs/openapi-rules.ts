import * as z from 'zod';

/** Rules of input that JSON Schema does not say by itself, for docs/openapi.json. */

type AnySchema = z.core.$ZodType;

/** The messages of a schema's own refinements: each says the rule that was broken. A refinement with words of its own has none here. */
export const messagesOf = (schema: AnySchema): string[] =>
  (schema._zod.def.checks ?? []).flatMap((check) => {
    const { check: kind, error } = check._zod.def;
    const message = kind === 'custom' ? error?.({} as never) : undefined;
    return typeof message === 'string' ? [message] : [];
  });

/** The rules of a schema as sentences; undefined for none. */
export const rulesText = (schema: AnySchema | undefined): string | undefined => {
  const messages = schema ? messagesOf(schema) : [];
  return messages.length === 0 ? undefined : `Rule: ${messages.join('; ')}.`;
};

/** The bounds of a text (schemas/text.ts) beneath a description of its field, which takes the place of theirs; undefined for any other schema. */
export function boundsBeneath(schema: AnySchema): string | undefined {
  const { description = '' } = z.globalRegistry.get(schema) ?? {};
  if (/^(?:One line|Text) of \d/.test(description)) return description;
  const beneath = schema._zod.parent ?? (schema._zod.def as { readonly innerType?: AnySchema }).innerType;
  return beneath && boundsBeneath(beneath);
}

/** A pattern that also takes the upper case of the letters that the server folds: `[a-f]` becomes `[a-fA-F]`. */
export const foldedPattern = (source: string): string =>
  source.replaceAll(/\[([^\]]*)\]/g, (_, inside: string) => {
    const letters = inside.replaceAll(/\\./g, '').match(/[a-z](?:-[a-z])?/g) ?? [];
    const upper = letters.map((one) => one.toUpperCase()).filter((one) => !inside.includes(one));
    return `[${inside}${upper.join('')}]`;
  });

/** The pattern of a text that is folded before it is checked; undefined for any other schema. */
function patternBehind(schema: AnySchema): string | undefined {
  const { in: before, out: after } = schema._zod.def as { in?: AnySchema; out?: AnySchema };
  // Text is folded by a transform, itself a pipe, before the pipe to its pattern.
  const checks = before?._zod.def.type === 'pipe' ? (after?._zod.def.checks ?? []) : [];
  const [pattern] = checks.flatMap((check) => {
    const { pattern } = check._zod.def as { pattern?: RegExp };
    return pattern ? [pattern.source] : [];
  });
  return pattern === undefined ? undefined : foldedPattern(pattern);
}

/** The kind of a value, as JSON Schema names it. A whole number fits both of its kinds. */
const isOfKind = (value: unknown, type: unknown): boolean => typeof value === (type === 'integer' ? 'number' : type);

/**
 * The value of a field that is left out, where zod does not say it: it drops the default of all that it reads before it checks, as a number in
 * a query. Undefined for none, and for a value that is not written as it comes in.
 */
function defaultOf(schema: AnySchema, type: unknown): unknown {
  const { type: kind, defaultValue } = schema._zod.def as { readonly type: string; readonly defaultValue?: unknown };
  return kind === 'default' && isOfKind(defaultValue, type) ? defaultValue : undefined;
}

/** Adds the rules of a schema to its JSON Schema: those of the refinements, of what comes in the pattern, and the default. */
export function addRules(
  schema: AnySchema,
  json: { description?: string; pattern?: string; type?: unknown; default?: unknown },
  io: 'input' | 'output',
): void {
  const bounds = io === 'input' && json.type === 'string' ? boundsBeneath(schema) : undefined;
  const more = [bounds, rulesText(schema)].filter((text) => text !== undefined && !json.description?.includes(text));
  if (more.length > 0) json.description = [json.description, ...more].filter(Boolean).join(' ');
  const pattern = io === 'input' ? patternBehind(schema) : undefined;
  if (pattern !== undefined && json.type === 'string') json.pattern = pattern;
  const value = io === 'input' ? defaultOf(schema, json.type) : undefined;
  if (value !== undefined) json.default ??= value;
}
