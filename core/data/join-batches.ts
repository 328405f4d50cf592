import type { DynamoDBDocumentClient } from '#document-client';
import { KEYS } from './keys.ts';

/** The most keys of a BatchGetItem. */
const MOST_KEYS = 100;

type StoredRow = Readonly<Record<string, unknown>>;
interface AskedKeys {
  readonly Keys: readonly StoredRow[];
  readonly ConsistentRead?: boolean;
}
interface BatchResult {
  readonly output: StoredRow;
}

/** A BatchGetItem that waits for the others of its turn. */
interface Waiting {
  readonly table: string;
  readonly asked: AskedKeys;
  /** Sends these keys in its place. */
  send(keys: readonly StoredRow[]): Promise<BatchResult>;
  resolve(result: Promise<BatchResult>): void;
}

/**
 * Sends the BatchGetItems of one turn of the event loop as one request: parts of a call that know nothing of each other, such as those which read
 * a page's events and its authors, share a trip. Requests of other consistency stay apart, and so do those that ask for more than keys. Units are
 * those of the keys, as before; a key that two of them name is read once.
 */
export function joinBatches(client: DynamoDBDocumentClient): void {
  let waiting: Waiting[] = [];
  const wait = (one: Waiting): void => {
    waiting.push(one);
    if (waiting.length > 1) return;
    // Behind all promises that are settled now, so that what they go on to ask for is of the same turn.
    void Promise.resolve().then(() =>
      process.nextTick(() => {
        const [all, group] = [waiting, (of: Waiting) => `${of.asked.ConsistentRead === true} ${of.table}`];
        waiting = [];
        for (const alike of Map.groupBy(all, group).values()) for (const some of packed(alike)) sendTogether(some);
      }),
    );
  };
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const asked = commandName === 'BatchGetItemCommand' ? keysAlone(args.input) : null;
        if (!asked) return next(args);
        // Async, so that an error which is thrown at once is of this request, and keeps none of its turn waiting.
        const send = async (Keys: readonly StoredRow[]) =>
          next({ ...args, input: { RequestItems: { [asked.table]: { ...asked.asked, Keys } } } as never }) as Promise<never>;
        return new Promise((resolve) => wait({ ...asked, send, resolve: resolve as unknown as Waiting['resolve'] }));
      },
    { step: 'initialize', priority: 'high', name: 'joinBatches' },
  );
}

/** The keys of a request that asks one table for whole items, and for nothing else. */
function keysAlone(input: object): Pick<Waiting, 'table' | 'asked'> | null {
  const { RequestItems = {}, ...more } = input as { readonly RequestItems?: Readonly<Record<string, AskedKeys & StoredRow>> };
  const [[table, asked] = [], ...others] = Object.entries(RequestItems);
  if (table === undefined || asked === undefined || others.length + Object.keys(more).length > 0) return null;
  const isBare = Object.keys(asked).every((name) => name === 'Keys' || name === 'ConsistentRead');
  return isBare ? { table, asked } : null;
}

const nameOf = (row: StoredRow): string => JSON.stringify([row[KEYS.pk], row[KEYS.sk]]);

/** Requests in groups of at most 100 keys. None is divided, since each had room for its own. */
function packed(all: readonly Waiting[]): Waiting[][] {
  const groups: Waiting[][] = [];
  let keys = MOST_KEYS;
  for (const one of all) {
    keys += one.asked.Keys.length;
    if (keys > MOST_KEYS) {
      groups.push([]);
      keys = one.asked.Keys.length;
    }
    groups.at(-1)?.push(one);
  }
  return groups;
}

function sendTogether(some: readonly Waiting[]): void {
  const [first, ...others] = some;
  if (!first) return;
  if (others.length === 0) {
    first.resolve(first.send(first.asked.Keys));
    return;
  }
  const keys = new Map(some.flatMap(({ asked }) => asked.Keys.map((key) => [nameOf(key), key])));
  const result = first.send([...keys.values()]);
  for (const one of some)
    one.resolve(
      result.then(
        (all) => partOf(all, one),
        // A key that DynamoDB refuses fails its own request alone.
        (error: Error) => (error.name === 'ValidationException' ? one.send(one.asked.Keys) : Promise.reject(copyOf(error))),
      ),
    );
}

/** An error of its own for each request, since ElectroDB adds to the error of a request, and cannot add to one twice. */
const copyOf = (error: Error): Error => Object.create(Object.getPrototypeOf(error), Object.getOwnPropertyDescriptors(error));

/** The answer to one of the requests in the answer to all of them. */
function partOf({ output, ...rest }: BatchResult, { table, asked }: Waiting): BatchResult {
  type Rows = Readonly<Record<string, readonly StoredRow[]>>;
  type Left = Readonly<Record<string, AskedKeys>>;
  const { Responses = {}, UnprocessedKeys = {} } = output as { readonly Responses?: Rows; readonly UnprocessedKeys?: Left };
  const own = new Set(asked.Keys.map(nameOf));
  const left = (UnprocessedKeys[table]?.Keys ?? []).filter((key) => own.has(nameOf(key)));
  return {
    ...rest,
    output: {
      ...output,
      Responses: { [table]: (Responses[table] ?? []).filter((row) => own.has(nameOf(row))) },
      UnprocessedKeys: left.length > 0 ? { [table]: { ...asked, Keys: left } } : {},
    },
  };
}
