import { attempts } from '#platform/attempts';

/** Rows of one read of a stream: those that an index names are one BatchGet. */
export const ROWS_PER_READ = 100;
/** Rows of a stream for which others are loaded at the same time. */
const AT_ONCE = 10;
/** Four reads of a page of which a row is missing, in half a second. */
const RETRY = { pause: 50, longest: 250, most: 4 };

/** The answer of ElectroDB to a query. `unprocessed` has the keys of an index whose rows were not found. */
interface QueryAnswer<Row> {
  readonly data: Row[];
  readonly cursor: string | null;
  readonly unprocessed?: readonly unknown[];
}

/**
 * The rows of a query, of which one page is in memory. It reads nothing before the first row is asked for.
 * @param read runs the query with these options. A page of which the index names more rows than were found is read again: the row is deleted, or
 * DynamoDB was too busy for it.
 */
export async function* streamRows<Row>(
  read: (page: { readonly cursor: string | null; readonly limit: number }) => Promise<QueryAnswer<Row>>,
): AsyncGenerator<Row> {
  let cursor: string | null = null;
  do {
    let page: QueryAnswer<Row> = { data: [], cursor: null };
    for await (const _ of attempts(RETRY)) {
      page = await read({ cursor, limit: ROWS_PER_READ });
      if ((page.unprocessed ?? []).length === 0) break;
    }
    yield* page.data;
    cursor = page.cursor;
  } while (cursor !== null);
}

/** Loads what each row of a stream names, ten at the same time, and gives it in the order of the rows, without what is null. */
export async function* loadEach<Row, Item>(
  rows: AsyncIterable<Row>,
  load: (row: Row) => Promise<Item | null>,
): AsyncGenerator<Item> {
  const loadSome = async (some: readonly Row[]) => (await Promise.all(some.map(load))).filter((item) => item !== null);
  let some: Row[] = [];
  for await (const row of rows) {
    some.push(row);
    if (some.length < AT_ONCE) continue;
    yield* await loadSome(some);
    some = [];
  }
  yield* await loadSome(some);
}

/** A stream of what each row becomes. */
export async function* mapRows<Row, Item>(rows: AsyncIterable<Row>, map: (row: Row) => Item): AsyncGenerator<Item> {
  for await (const row of rows) yield map(row);
}
