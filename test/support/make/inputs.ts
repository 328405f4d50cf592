import fc from 'fast-check';
import * as z from 'zod';
import type { Contract } from '../../../schemas/contract.ts';

/** Inputs for every route, made from its contract: valid ones, nearly valid ones, and hostile ones. The same seed gives the same inputs. */

/** A JSON Schema, as far as these makers read it. */
export interface Shape {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly propertyNames?: Shape;
  readonly additionalProperties?: Shape | boolean;
}

/** Values that exist, by the name of the field that takes them. */
export type Known = Readonly<Record<string, readonly unknown[]>>;
type Json = Record<string, unknown>;

/** Random numbers from a seed (mulberry32): https://github.com/cprosche/mulberry32 */
export function randomOf(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t ^= t + Math.imul(t ^ (t >>> 7), 61 | t);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return { below, oneOf: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}
type Random = ReturnType<typeof randomOf>;

const STRINGS: readonly string[] = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0007b',
    '\ud800',
    'Ann\udc00',
    '\u202eAnn',
    '\u3164',
    '\uffa0',
    '\u115f',
    '\u200b',
    '\ufffd',
    '\ufeff',
  ],
  ...['__proto__', 'constructor', 'toString', '../../etc/passwd', "'; DROP TABLE picks; --", '<script>', '%00', '#', '$youbet'],
  ...['0x10', '1e1', '-0', '٣', 'NaN', '9'.repeat(400), '-1', '1.5', 'null', 'true', '2026-02-30', '2026-11-23T24:61:00.000Z'],
  ...[
    '0190A000-0000-7000-8000-000000000001',
    '00000000-0000-0000-0000-000000000000',
    'é'.repeat(201),
    '👨‍👩‍👧‍👦'.repeat(60),
    'a'.repeat(100_000),
  ],
  ...['e\u0301'.repeat(30), 'x\r\ny', 'a\u2028b', '{"a":1}', '[]', 'application/json'],
];
const HOSTILE: readonly unknown[] = [
  ...STRINGS,
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    -1e308,
    Number.MAX_SAFE_INTEGER + 1,
    [],
    {},
    [[[[[[]]]]]],
    { a: { b: {} } },
    ['a'],
    [null],
    { length: 1 },
  ],
];

/** Reads the shape of a schema's input. */
const shapeOf = (schema: z.ZodType): Shape => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape;

/** Makes a value that a shape takes, but for what no shape can say. */
function valueFor(shape: Shape, root: Shape, name: string, known: Known, random: Random): unknown {
  const one = (part: Shape, as = name) => valueFor(part, root, as, known, random);
  if (shape.$ref) return one(root.$defs?.[shape.$ref.split('/').at(-1) ?? ''] ?? {});
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) return one(random.oneOf(choices));
  const fits = shape.type === 'array' ? Array.isArray(known[name]?.[0]) : shape.type !== 'object';
  if (known[name] && random.below(10) > 0 && fits) return random.oneOf(known[name]);
  if ('const' in shape) return shape.const;
  if (shape.enum) return random.oneOf(shape.enum);
  if (shape.type === 'object') return objectOf(shape, one, random);
  if (shape.type === 'array') {
    const count = (shape.minItems ?? 0) + random.below(Math.min(shape.maxItems ?? 3, 3) + 1);
    return Array.from({ length: count }, () => one(shape.items ?? {}));
  }
  if (shape.type === 'boolean') return random.below(2) === 1;
  if (shape.type === 'integer' || shape.type === 'number') {
    const least = shape.minimum ?? 0;
    return least + random.below(Math.min((shape.maximum ?? 100) - least, 100) + 1);
  }
  return shape.type === 'string' ? stringOf(shape, random) : random.oneOf(HOSTILE);
}

function objectOf(shape: Shape, one: (part: Shape, name: string) => unknown, random: Random): Json {
  const { properties = {}, required = [], propertyNames, additionalProperties } = shape;
  const made = Object.entries(properties)
    .filter(([name]) => required.includes(name) || random.below(3) === 0)
    .map(([name, part]) => [name, one(part, name)]);
  const more =
    typeof additionalProperties === 'object' && propertyNames !== undefined
      ? Array.from({ length: random.below(3) }, () => [String(stringOf(propertyNames, random)), one(additionalProperties, '')])
      : [];
  return Object.fromEntries([...made, ...more]);
}

/** The texts of each pattern. fast-check takes up to a second to read one that leaves characters out, and keeps nothing of it. */
const textsOfPatterns = new Map<string, fc.Arbitrary<string>>();
function textsOf(pattern: string): fc.Arbitrary<string> {
  const texts = textsOfPatterns.get(pattern) ?? fc.stringMatching(new RegExp(pattern, 'u'));
  textsOfPatterns.set(pattern, texts);
  return texts;
}

function stringOf({ format, pattern, minLength = 0, maxLength = 20 }: Shape, random: Random): string {
  if (format === 'date-time') return new Date(1.79e12 + random.below(1e9)).toISOString();
  if (format === 'date') return new Date(1e12 + random.below(1e9)).toISOString().slice(0, 10);
  if (pattern !== undefined) return fc.sample(textsOf(pattern), { seed: random.below(1e9), numRuns: 1 })[0] ?? '';
  const length = Math.max(minLength, random.below(Math.min(maxLength, 30)) + 1);
  return Array.from({ length }, () => random.oneOf([...'abcé😀 .-'])).join('');
}

/** The places of all values in a JSON value. */
function placesIn(value: unknown, at: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  const inside = Array.isArray(value)
    ? [...value.entries()]
    : typeof value === 'object' && value !== null
      ? Object.entries(value)
      : [];
  return [...(at.length > 0 ? [at] : []), ...inside.flatMap(([key, one]) => placesIn(one, [...at, key]))];
}

/** The value with another one at a place; without that place where the other is undefined. */
function changedAt(value: unknown, [key, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (key === undefined) return to;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as Json) }) as Record<string | number, unknown>;
  if (rest.length === 0 && to === undefined) delete copy[key];
  else copy[key] = changedAt(copy[key], rest, to);
  return Array.isArray(copy) ? copy.filter((one) => one !== undefined) : copy;
}

/** A request as the gateway hands it on. */
export interface Input {
  readonly params: Record<string, string>;
  readonly query: Record<string, string>;
  /** The text of the body; undefined for none. */
  readonly body: string | undefined;
  readonly contentType: string;
}

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value as Json).map(([name, one]) => [name, typeof one === 'string' ? one : JSON.stringify(one)]),
  );
const RAW: readonly string[] = [
  ...[
    '',
    '{',
    'null',
    '[]',
    '"a"',
    '1',
    '{}',
    '{"a":1}',
    '{"__proto__":{}}',
    '{"constructor":{"prototype":{}}}',
    '\ufffd',
    '{"a":"\ufffd"}',
  ],
  ...[
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    `{"a":${'{"a":'.repeat(500)}1${'}'.repeat(500)}}`,
    String.raw`{"\ud800":"\udc00"}`,
  ],
];

/** Makes the input of a route from a seed. Of eight in turn two are valid, two nearly valid, and four hostile. */
export function inputOf(contract: Contract, known: Known, seed: number, kind: number): Input {
  const random = randomOf(seed);
  const part = (schema: z.ZodType | undefined) => {
    if (!schema) return {};
    const shape = shapeOf(schema);
    return valueFor(shape, shape, '', known, random);
  };
  const spoiled = (value: unknown, values: readonly unknown[]): unknown => {
    const places = placesIn(value);
    if (places.length === 0 || random.below(6) === 0)
      return { ...(value as Json), [random.oneOf(['extra', ...STRINGS.slice(0, 20)])]: 1 };
    return changedAt(value, random.oneOf(places), random.oneOf(values));
  };
  const near = [undefined, '', 'a', 0, 1, -1, 101, null, [], '1', 'x'.repeat(21), 'x'.repeat(51)];
  const [params, query, body] = [texts(part(contract.params)), texts(part(contract.query)), part(contract.body)];
  const sent = (value: unknown) => (contract.body ? JSON.stringify(value) : undefined);
  const input: Input = { params, query, body: sent(body), contentType: 'application/json' };
  const either = <T>(inBody: T, inQuery: T, inPath: T): T =>
    contract.body ? inBody : contract.query ? inQuery : contract.params ? inPath : inBody;
  const hostileQuery = { ...input, query: texts(spoiled(query, STRINGS)) };
  const hostilePath = {
    ...input,
    params: contract.params ? texts(changedAt(params, [Object.keys(params)[0] ?? ''], random.oneOf(STRINGS))) : params,
  };
  const hostileBody = { ...input, body: sent(spoiled(spoiled(body, HOSTILE), HOSTILE)) };
  switch (kind % 8) {
    case 0:
    case 1:
      return input;
    case 2:
    case 3:
      return either(
        { ...input, body: sent(spoiled(body, near)) },
        { ...input, query: texts(spoiled(query, near.map(String))) },
        hostilePath,
      );
    case 4:
      return contract.query ? hostileQuery : hostileBody;
    case 5:
      return contract.params ? hostilePath : hostileBody;
    case 6:
      return either({ ...input, body: random.oneOf(RAW) }, hostileQuery, hostilePath);
    default:
      return either(
        { ...hostileBody, contentType: random.oneOf(['application/json', 'text/plain', '', 'application/json; charset=utf-16']) },
        hostileQuery,
        hostilePath,
      );
  }
}

/** Texts for a parameter: made from its JSON Schema, nearly so, and hostile ones. */
export function textsFor(name: string, shape: Shape, known: Known): readonly string[] {
  const random = randomOf(1);
  const written = (one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one));
  const fitting = Array.from({ length: 12 }, () => written(valueFor(shape, shape, name, known, random)));
  const around = (bound: number | undefined) => (bound === undefined ? [] : [bound - 1, bound, bound + 1].filter((n) => n >= 0));
  const numbers = [shape.minimum, shape.maximum].flatMap(around).map(String);
  const lengths = [shape.minLength, shape.maxLength].flatMap(around).map((length) => 'a'.repeat(length));
  const near = fitting.flatMap((text) => [
    // A parameter that stands twice comes as one text.
    `${text},${text}`,
    ...[text.toUpperCase(), text.slice(1), text.slice(0, -1), `${text}a`, `${text}\n`, ` ${text}`, `0${text}`, `+${text}`],
    ...[`${text}.0`, `${text}e0`, [...text].toReversed().join('')],
  ]);
  return [...fitting, ...(shape.enum ?? []).map(written), ...numbers, ...lengths, ...near, ...STRINGS];
}
