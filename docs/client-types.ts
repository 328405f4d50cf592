/** TypeScript's types of JSON Schemas, as docs/openapi.json has them, for the types of the client. */

export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** The name of a component, from `#/components/schemas/Pick`. */
const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** All names of components in a schema, each time that they stand there. */
export function refsOf(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(refsOf);
  if (typeof schema !== 'object' || schema === null) return [];
  const { $ref, ...rest } = schema as Record<string, unknown>;
  return [...(typeof $ref === 'string' ? [nameOf($ref)] : []), ...Object.values(rest).flatMap(refsOf)];
}

/** The most characters of a comment: docs/openapi.json has the whole text. */
const MOST_COMMENT = 240;
/** The longest pattern that a comment shows: a longer one is described in words. */
const MOST_PATTERN = 60;
/** A bound above it keeps numbers exact, and tells an app nothing. */
const MOST_NUMBER = 100_000_000;

/** The types of texts with a format, by the format: each is told of once, in the head of the types. */
export const FORMATS: Readonly<Record<string, { readonly name: string; readonly comment: string }>> = {
  'date-time': { name: 'Instant', comment: 'A time in UTC: `2026-11-29T18:00:00.000Z`.' },
  date: { name: 'CalendarDay', comment: 'A day: `2026-11-29`.' },
  uuid: { name: 'Uuid', comment: 'A UUID, of which case does not matter.' },
  uri: { name: 'Url', comment: 'An absolute URL.' },
};

/** The bounds of a value that its type does not say, as sentences. */
function boundsOf(schema: JsonSchema): string[] {
  const { type, format, pattern, description = '', minimum, maximum, maxLength, minItems = 0, maxItems } = schema;
  const says = (bound: number): boolean => new RegExp(`\\bat most ${bound}\\b`, 'i').test(description);
  const isCounted = /\b(?:One line|Text) of \d/.test(description);
  return [
    ...(pattern !== undefined && format === undefined && pattern.length <= MOST_PATTERN ? [`Pattern: \`${pattern}\`.`] : []),
    ...(maxLength !== undefined && pattern === undefined && !isCounted ? [`At most ${maxLength} characters.`] : []),
    ...(maximum === undefined || maximum > MOST_NUMBER || says(maximum)
      ? []
      : [minimum === undefined ? `At most ${maximum}.` : `From ${minimum} to ${maximum}.`]),
    ...(maxItems === undefined || says(maxItems)
      ? []
      : [minItems === 0 ? `At most ${maxItems} items.` : `${minItems} to ${maxItems} items.`]),
    ...(type !== 'object' && schema.default !== undefined ? [`\`${JSON.stringify(schema.default)}\` where left out.`] : []),
  ];
}

/**
 * The comment in front of what a schema is about: the first sentence of its description, those after it that fit, and its bounds. A list in a
 * description stays in docs/openapi.json, as do the rules that all texts have.
 * @param more sentences to end with
 */
export function commentOf(
  schema: JsonSchema & { readonly deprecated?: boolean },
  indent = '',
  more: readonly string[] = [],
): string {
  const [before = ''] = (schema.description ?? '').split('\n\n- ');
  const [first = '', ...others] = before
    .replaceAll(/: well-formed Unicode[^.]*\.(?: Something in it is visible\.)?/g, '.')
    .replaceAll(/\s+/g, ' ')
    .split(/(?<=\.) (?=[A-Z])/);
  let text = first;
  for (const sentence of others) {
    if (text.length + sentence.length >= MOST_COMMENT) break;
    text += ` ${sentence}`;
  }
  const all = [...(schema.deprecated ? ['@deprecated'] : []), ...(text === '' ? [] : [text]), ...boundsOf(schema), ...more];
  return all.length === 0 ? '' : `${indent}/** ${all.join(' ').replaceAll('*/', '*\\/')} */\n`;
}

const unionOf = (types: readonly string[]): string => [...new Set(types)].join(' | ');
const inParentheses = (type: string): string => (/ [|&] /.test(type) ? `(${type})` : type);

/**
 * @param indent the spaces before the line on which the type begins
 * @throws Error for a schema that has no type of TypeScript here
 */
export function typeOf(schema: JsonSchema, indent = ''): string {
  const { $ref, const: constant, enum: values, anyOf, oneOf, allOf, type } = schema;
  if ($ref !== undefined) return nameOf($ref);
  if (constant !== undefined) return JSON.stringify(constant);
  if (values) return unionOf(values.map((each) => JSON.stringify(each)));
  const either = anyOf ?? oneOf;
  if (either) return unionOf(either.map((each) => typeOf(each, indent)));
  if (allOf) return allOf.map((each) => inParentheses(typeOf(each, indent))).join(' & ');
  if (Array.isArray(type)) return unionOf(type.map((each: string) => typeOf({ ...schema, type: each }, indent)));
  switch (type) {
    case 'string':
      return FORMATS[schema.format ?? '']?.name ?? type;
    case 'boolean':
    case 'null':
      return type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return arrayOf(schema, indent);
    case 'object':
      return objectOf(schema, indent);
    case undefined:
      if (Object.keys(schema).every((key) => key === 'description')) return 'unknown';
  }
  throw new Error(`no type for ${JSON.stringify(schema)}`);
}

function arrayOf({ items = {}, prefixItems }: JsonSchema, indent: string): string {
  if (prefixItems) return `readonly [${prefixItems.map((each) => typeOf(each, indent)).join(', ')}]`;
  return `readonly ${inParentheses(typeOf(items, indent))}[]`;
}

function objectOf(schema: JsonSchema, indent: string): string {
  const { properties, required = [], additionalProperties: more, propertyNames } = schema;
  const inner = `${indent}  `;
  const lines = Object.entries(properties ?? {}).map(([name, each]) => {
    const key = /^\w+$/.test(name) ? name : `'${name}'`;
    return `${commentOf(each, inner)}${inner}readonly ${key}${required.includes(name) ? '' : '?'}: ${typeOf(each, inner)};\n`;
  });
  const named = `{\n${lines.join('')}${indent}}`;
  if (typeof more !== 'object') return lines.length === 0 ? 'Readonly<Record<never, never>>' : named;
  const value = typeOf(more, indent);
  const names = propertyNames?.enum;
  const isWhole = names?.every((name) => required.includes(name as string));
  const rest =
    names === undefined
      ? `{ readonly [name: string]: ${value} }`
      : `{ readonly [Name in ${unionOf(names.map((name) => JSON.stringify(name)))}]${isWhole ? '' : '?'}: ${value} }`;
  return lines.length === 0 ? rest : `${named} & ${rest}`;
}
