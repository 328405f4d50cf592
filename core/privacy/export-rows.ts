/** The rows of a member of an export: a list, a stream of rows, or one row. */
export function rowsIn(value: unknown): Iterable<unknown> | AsyncIterable<unknown> {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object' && (Symbol.asyncIterator in value || Array.isArray(value)))
    return value as AsyncIterable<unknown>;
  return [value];
}

/** As JSON has them: sets as lists, bytes in base64. */
const plain = (_: string, value: unknown): unknown => {
  if (value instanceof Set) return [...value];
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
};

interface JsonSchema {
  type: string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
}
const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
};

/** Adds a value to the schema of those before. */
function widen(schema: JsonSchema, value: unknown): JsonSchema {
  const type = typeOf(value);
  if (!schema.type.includes(type)) schema.type.push(type);
  if (Array.isArray(value)) {
    schema.items ??= { type: [] };
    for (const item of value) widen(schema.items, item);
  } else if (value !== null && typeof value === 'object') {
    schema.properties ??= {};
    for (const [name, field] of Object.entries(value)) {
      schema.properties[name] ??= { type: [] };
      widen(schema.properties[name], field);
    }
  }
  return schema;
}

/** Learns the schema of rows while they are written. */
export class SchemaOfRows {
  readonly #title: string;
  readonly #schema: JsonSchema = { type: [] };

  constructor(title: string) {
    this.#title = title;
  }

  /** One line of JSON for each row. */
  async *linesOf(rows: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<string> {
    for await (const row of rows) {
      const line = JSON.stringify(row, plain);
      widen(this.#schema, JSON.parse(line));
      yield `${line}\n`;
    }
  }

  /** The JSON Schema of the rows so far. */
  text(): string {
    const head = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: this.#title };
    return `${JSON.stringify({ ...head, ...this.#schema }, null, 2)}\n`;
  }
}
