import { intercept } from './dynamo-calls.ts';

/** Counts what reads cost by DynamoDB's rules, from their requests and the items that they return. */

interface Reads {
  /** RRU: half of one for each 4 KB, one if the read is consistent; of a batch for each item, of a query for all its items together. */
  readonly units: number;
  readonly calls: readonly string[];
}

type Items = readonly object[];
interface ReadInput {
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<Record<string, { readonly ConsistentRead?: boolean; readonly Keys: Items }>>;
}

/** Runs an act in this process. @returns its result, and the reads that it made */
export async function readsOf<T>(act: () => Promise<T>): Promise<Reads & { readonly result: T }> {
  let units = 0;
  const calls: string[] = [];
  const stop = intercept(async ({ name, input }, send) => {
    const reply = await send();
    calls.push(name);
    units += unitsOf(name, input as ReadInput, reply.output);
    return reply;
  });
  try {
    const result = await act();
    return { result, units, calls };
  } finally {
    stop();
  }
}

function unitsOf(name: string, input: ReadInput, output: Readonly<Record<string, unknown>>): number {
  if (name.startsWith('Query')) return blocks(sum((output.Items ?? []) as Items)) * each(input.ConsistentRead);
  if (name.startsWith('Get')) return blocks(sizeOf(output.Item)) * each(input.ConsistentRead);
  if (!name.startsWith('BatchGet')) return 0;
  const found = output.Responses as Readonly<Record<string, Items>>;
  return Object.entries(input.RequestItems ?? {}).reduce((total, [table, { Keys, ConsistentRead }]) => {
    const items = found[table] ?? [];
    const missing = Keys.length - items.length;
    return total + (missing + items.reduce((all, item) => all + blocks(sizeOf(item)), 0)) * each(ConsistentRead);
  }, 0);
}

const each = (consistent = false): number => (consistent ? 1 : 0.5);
const blocks = (bytes: number): number => Math.max(1, Math.ceil(bytes / 4096));
const sum = (items: Items): number => items.reduce((total, item) => total + sizeOf(item), 0);

/** The size of a value as DynamoDB counts it; of an item that of its attributes and their names. */
function sizeOf(value: unknown, isNested = false): number {
  if (value === undefined) return 0;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).replace(/[-.]/g, '').length / 2) + 1;
  if (value instanceof Uint8Array) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 1;
  if (Array.isArray(value)) return 3 + value.reduce((total: number, one) => total + 1 + sizeOf(one, true), 0);
  const own = isNested ? 3 : 0;
  return Object.entries(value).reduce(
    (total, [name, one]) => total + Buffer.byteLength(name) + sizeOf(one, true) + (isNested ? 1 : 0),
    own,
  );
}
