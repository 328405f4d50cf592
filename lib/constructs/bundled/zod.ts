import * as zod from '#zod';

/**
 * Stands for zod in the bundle of a function. The contracts of a door are hundreds of schemas, of which one call uses a few. So a schema is here
 * a note of the calls that make it, and zod makes it at its first use; a note that nobody uses costs next to nothing. Unit tests and tools have
 * zod alone, so that a schema which cannot be made fails before it is deployed (docs/adr/0061-cold-starts.md).
 */
type Shape = Readonly<Record<string, unknown>>;

// zod would else compile a parser of text at the first use of each object, which takes as long as some thousand checks save.
zod.config({ jitless: true });

interface Note {
  readonly make: () => object;
  /** The fields of an object, where the calls name them: other schemas are made of them at import. */
  readonly shape?: Shape | undefined;
  /** The members of an enum or of a union, which entities and other schemas ask for at import. */
  readonly options?: readonly unknown[] | undefined;
  made?: object;
}

const notes = new WeakMap<object, Note>();
const noteOf = (value: unknown): Note | undefined => (typeof value === 'object' && value !== null ? notes.get(value) : undefined);
const isNote = (value: unknown): boolean => noteOf(value) !== undefined;

function madeOf(note: Note): object {
  note.made ??= note.make();
  return note.made;
}

/** An argument with schemas in the places of notes: itself, the members of a list, the fields of a shape. */
function real(value: unknown): unknown {
  const note = noteOf(value);
  if (note) return madeOf(note);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.some(isNote) ? value.map(real) : value;
  if (!Object.values(value).some(isNote)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, real(one)]));
}

/** Methods whose schema has the fields and the members of the one that they are called on. */
const KEEPING: ReadonlySet<PropertyKey> = new Set(['brand', 'describe', 'meta', 'refine', 'superRefine']);
/** Other methods that make a schema. One that is missing here makes its schema at import: lib/bundle.test.ts counts these. */
const MAKING: ReadonlySet<PropertyKey> = new Set([
  ...['and', 'array', 'catch', 'default', 'endsWith', 'exclude', 'extend', 'extract', 'gt', 'gte', 'int', 'length', 'lt', 'lte'],
  ...[
    'max',
    'min',
    'nonnegative',
    'normalize',
    'nullable',
    'nullish',
    'omit',
    'optional',
    'or',
    'partial',
    'pick',
    'pipe',
    'positive',
  ],
  ...['readonly', 'regex', 'startsWith', 'toLowerCase', 'toUpperCase', 'transform', 'trim'],
]);

/** The fields of an object that a method makes of one; undefined where only zod knows. */
function shapeAfter(method: PropertyKey, shape: Shape | undefined, [given]: readonly unknown[]): Shape | undefined {
  if (shape === undefined || KEEPING.has(method)) return shape;
  const named = given as Shape;
  if (method === 'extend') return { ...shape, ...named };
  // In the order in which the call names them, as zod has them.
  if (method === 'pick') return Object.fromEntries(Object.keys(named).map((name) => [name, shape[name]]));
  return method === 'omit' ? Object.fromEntries(Object.entries(shape).filter(([name]) => !(name in named))) : undefined;
}

function after(note: Note, method: PropertyKey, args: readonly unknown[]): object {
  return noted({
    make: () => call(madeOf(note), method, args) as object,
    shape: shapeAfter(method, note.shape, args),
    options: KEEPING.has(method) ? note.options : undefined,
  });
}

function call(made: object, method: PropertyKey, args: readonly unknown[]): unknown {
  return (Reflect.get(made, method) as (...args: readonly unknown[]) => unknown).apply(made, args.map(real));
}

const HANDLER: ProxyHandler<Note> = {
  get(note, name) {
    if (name === 'shape' && note.shape) return note.shape;
    if (name === 'options' && note.options) return note.options;
    if (KEEPING.has(name) || MAKING.has(name)) return (...args: readonly unknown[]) => after(note, name, args);
    const member: unknown = Reflect.get(madeOf(note), name);
    return typeof member === 'function' ? (...args: readonly unknown[]) => call(madeOf(note), name, args) : member;
  },
  has: (note, name) => Reflect.has(madeOf(note), name),
  getPrototypeOf: (note) => Reflect.getPrototypeOf(madeOf(note)),
};

function noted(note: Note): object {
  const proxy = new Proxy(note, HANDLER);
  notes.set(proxy, note);
  return proxy;
}

type OfCall = Pick<Note, 'shape' | 'options'>;

/** @param known what the arguments say of the schema */
function noting<Make extends (...args: never) => object>(make: Make, known?: (...args: readonly unknown[]) => OfCall): Make {
  const later = (...args: readonly unknown[]) => noted({ make: () => make(...(args.map(real) as never)), ...known?.(...args) });
  return later as unknown as Make;
}

const ofShape = (shape: unknown): OfCall => ({ shape: shape as Shape });
const ofUnion = (options: unknown): OfCall => ({ options: options as readonly unknown[] });
const nullOf = noting(zod.null);
const enumOf = noting(zod.enum, (members) => ({ options: Array.isArray(members) ? [...new Set(members)] : undefined }));

export const array = noting(zod.array);
export const boolean = noting(zod.boolean);
export const discriminatedUnion = noting(zod.discriminatedUnion, (_, options) => ofUnion(options));
export const email = noting(zod.email);
export const guid = noting(zod.guid);
export const int = noting(zod.int);
export const iso = { date: noting(zod.iso.date), datetime: noting(zod.iso.datetime) };
export const literal = noting(zod.literal);
export const looseObject = noting(zod.looseObject, ofShape);
export const number = noting(zod.number);
export const object = noting(zod.object, ofShape);
export const preprocess = noting(zod.preprocess);
export const record = noting(zod.record);
export const strictObject = noting(zod.strictObject, ofShape);
export const string = noting(zod.string);
export const tuple = noting(zod.tuple);
export const union = noting(zod.union, ofUnion);
export const unknown = noting(zod.unknown);
export const url = noting(zod.url);
export const uuid = noting(zod.uuid);
export const uuidv4 = noting(zod.uuidv4);
export const uuidv7 = noting(zod.uuidv7);
export { NEVER, ZodError } from '#zod';
export { enumOf as enum, nullOf as null };
