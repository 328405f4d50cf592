/**
 * DynamoDB's expressions over plain values: conditions and updates, as ElectroDB and core write them.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */

/** An item in plain values, as the document client takes it. */
export type Item = Readonly<Record<string, unknown>>;
/** The placeholders of one request. */
export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
}
type Path = readonly (string | number)[];
type PathOf = (of: Placeholders) => Path;
type Operand = (item: Item | undefined, of: Placeholders) => unknown;
type Condition = (item: Item | undefined, of: Placeholders) => boolean;
/** One change of an update. `value` is computed from the item before any of them. */
export interface Change {
  readonly verb: 'SET' | 'REMOVE' | 'ADD' | 'DELETE';
  readonly path: PathOf;
  readonly value: Operand;
}

const TOKEN = /\s*(<>|<=|>=|[=<>()[\],.+-]|[#:]?[A-Za-z0-9_]+)/gy;

class Reader {
  readonly #tokens: string[] = [];
  #at = 0;
  readonly #text: string;
  constructor(text: string) {
    this.#text = text.trim();
    TOKEN.lastIndex = 0;
    for (let found = TOKEN.exec(this.#text); found; found = TOKEN.exec(this.#text)) this.#tokens.push(found[1] ?? '');
    if (this.#tokens.join('') !== this.#text.replace(/\s+/g, '')) throw this.wrong();
  }
  wrong(): Error {
    return new Error(`The memory table does not read this expression at token ${this.#at}: ${this.#text}`);
  }
  get next(): string | undefined {
    return this.#tokens[this.#at];
  }
  get after(): string | undefined {
    return this.#tokens[this.#at + 1];
  }
  get ended(): boolean {
    return this.#at >= this.#tokens.length;
  }
  take(): string {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw this.wrong();
    return token;
  }
  /** Takes the next token if it is this one, in capitals or not. */
  takes(token: string): boolean {
    if (this.next?.toUpperCase() !== token) return false;
    this.#at++;
    return true;
  }
  must(token: string): void {
    if (!this.takes(token)) throw this.wrong();
  }
  /** @returns each of what `read` reads between commas */
  list<T>(read: () => T): T[] {
    const all = [read()];
    while (this.takes(',')) all.push(read());
    return all;
  }
}

/** Reads the value at a path. */
export const valueAt = (item: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, key) => (value instanceof Object ? (value as Record<string | number, unknown>)[key] : undefined),
    item,
  );

const kindOf = (value: unknown): string =>
  value instanceof Set
    ? 'set'
    : value instanceof Uint8Array
      ? 'binary'
      : Array.isArray(value)
        ? 'list'
        : value === null
          ? 'null'
          : typeof value;

export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return a !== undefined;
  if (kindOf(a) !== kindOf(b) || !(a instanceof Object && b instanceof Object)) return false;
  if (a instanceof Set && b instanceof Set) return a.size === b.size && [...a].every((one) => b.has(one));
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isEqual((a as Item)[key], (b as Item)[key]));
}

/** Strings and numbers have an order, among themselves alone. Keys and values of tests are ASCII, so that UTF-16 orders them as UTF-8 does. */
const isOrdered = (a: unknown, b: unknown): boolean => typeof a === typeof b && (typeof a === 'string' || typeof a === 'number');
type Compare = (a: unknown, b: unknown) => boolean;
const ordered =
  (compare: (a: string, b: string) => boolean): Compare =>
  (a, b) =>
    isOrdered(a, b) && compare(a as string, b as string);
const isLess = ordered((a, b) => a < b);
const isMost = ordered((a, b) => a <= b);
const COMPARE: Readonly<Record<string, Compare>> = {
  '=': isEqual,
  '<>': (a, b) => !isEqual(a, b),
  '<': isLess,
  '<=': isMost,
  '>': (a, b) => isLess(b, a),
  '>=': (a, b) => isMost(b, a),
};

const TYPES: Readonly<Record<string, string>> = {
  S: 'string',
  N: 'number',
  BOOL: 'boolean',
  NULL: 'null',
  L: 'list',
  M: 'object',
  B: 'binary',
};
const contains = (whole: unknown, part: unknown): boolean =>
  typeof whole === 'string'
    ? typeof part === 'string' && whole.includes(part)
    : whole instanceof Set
      ? whole.has(part)
      : Array.isArray(whole) && whole.some((one) => isEqual(one, part));
const FUNCTIONS: Readonly<Record<string, (...args: readonly unknown[]) => boolean>> = {
  ATTRIBUTE_EXISTS: (value) => value !== undefined,
  ATTRIBUTE_NOT_EXISTS: (value) => value === undefined,
  ATTRIBUTE_TYPE: (value, type) => kindOf(value) === TYPES[String(type)],
  BEGINS_WITH: (value, start) => typeof value === 'string' && typeof start === 'string' && value.startsWith(start),
  CONTAINS: contains,
};
const sizeOf = (value: unknown): number | undefined =>
  typeof value === 'string' || value instanceof Uint8Array
    ? Buffer.byteLength(value)
    : value instanceof Set
      ? value.size
      : value instanceof Object
        ? Object.keys(value).length
        : undefined;

function readPath(reader: Reader): PathOf {
  const parts: (string | number)[] = [reader.take()];
  for (;;) {
    if (reader.takes('.')) parts.push(reader.take());
    else if (reader.takes('[')) {
      parts.push(Number(reader.take()));
      reader.must(']');
    } else break;
  }
  return ({ names }) =>
    parts.map((part) => {
      const name = typeof part === 'string' && part.startsWith('#') ? names[part] : part;
      if (name === undefined) throw reader.wrong();
      return name;
    });
}

function readOperand(reader: Reader): Operand {
  if (reader.next?.startsWith(':')) {
    const name = reader.take();
    return (_, { values }) => {
      if (!(name in values)) throw reader.wrong();
      return values[name];
    };
  }
  const call = reader.after === '(' ? reader.next?.toUpperCase() : undefined;
  if (call === undefined) {
    const path = readPath(reader);
    return (item, of) => valueAt(item, path(of));
  }
  reader.take();
  reader.must('(');
  const args = reader.list(() => readOperand(reader));
  reader.must(')');
  const [one, other] = args as [Operand, Operand];
  if (call === 'SIZE') return (item, of) => sizeOf(one(item, of));
  if (call === 'IF_NOT_EXISTS') return (item, of) => one(item, of) ?? other(item, of);
  if (call === 'LIST_APPEND') return (item, of) => [one, other].flatMap((list) => list(item, of) as unknown[]);
  throw reader.wrong();
}

function readPrimary(reader: Reader): Condition {
  if (reader.takes('NOT')) {
    const negated = readPrimary(reader);
    return (item, of) => !negated(item, of);
  }
  if (reader.takes('(')) {
    const inner = readOr(reader);
    reader.must(')');
    return inner;
  }
  const test = reader.after === '(' ? FUNCTIONS[reader.next?.toUpperCase() ?? ''] : undefined;
  if (test) {
    reader.take();
    reader.must('(');
    const args = reader.list(() => readOperand(reader));
    reader.must(')');
    return (item, of) => test(...args.map((arg) => arg(item, of)));
  }
  const left = readOperand(reader);
  if (reader.takes('BETWEEN')) {
    const from = readOperand(reader);
    reader.must('AND');
    const to = readOperand(reader);
    return (item, of) => isMost(from(item, of), left(item, of)) && isMost(left(item, of), to(item, of));
  }
  if (reader.takes('IN')) {
    reader.must('(');
    const all = reader.list(() => readOperand(reader));
    reader.must(')');
    return (item, of) => all.some((one) => isEqual(left(item, of), one(item, of)));
  }
  const compare = COMPARE[reader.take()];
  if (!compare) throw reader.wrong();
  const right = readOperand(reader);
  return (item, of) => compare(left(item, of), right(item, of));
}

function readAnd(reader: Reader): Condition {
  const all = [readPrimary(reader)];
  while (reader.takes('AND')) all.push(readPrimary(reader));
  return (item, of) => all.every((one) => one(item, of));
}

function readOr(reader: Reader): Condition {
  const all = [readAnd(reader)];
  while (reader.takes('OR')) all.push(readAnd(reader));
  return (item, of) => all.some((one) => one(item, of));
}

const VERBS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;

function readSum(reader: Reader): Operand {
  const left = readOperand(reader);
  const sign = reader.next === '+' || reader.next === '-' ? reader.take() : undefined;
  if (sign === undefined) return left;
  const right = readOperand(reader);
  return (item, of) => (left(item, of) as number) + (right(item, of) as number) * (sign === '+' ? 1 : -1);
}

function readUpdate(reader: Reader): Change[] {
  const changes: Change[] = [];
  while (!reader.ended) {
    const verb = VERBS.find((one) => reader.takes(one));
    if (!verb) throw reader.wrong();
    reader.list(() => {
      const path = readPath(reader);
      if (verb === 'SET') reader.must('=');
      const value: Operand = verb === 'REMOVE' ? () => undefined : verb === 'SET' ? readSum(reader) : readOperand(reader);
      changes.push({ verb, path, value });
    });
  }
  return changes;
}

/** Reads each text once. */
function readOnce<T>(read: (reader: Reader) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const reader = new Reader(text);
    const made = read(reader);
    if (!reader.ended) throw reader.wrong();
    known.set(text, made);
    return made;
  };
}

export const conditionOf = readOnce(readOr);
export const changesOf = readOnce(readUpdate);
export const pathsOf = readOnce((reader) => reader.list(() => readPath(reader)));
