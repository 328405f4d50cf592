import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { Connection } from '#data/connection';
import { GSI1, GSI2, KEYS } from '../../../core/data/keys.ts';
import type { DynamoCall } from '../dynamo-calls.ts';
import { changed, copied } from './change-item.ts';
import { conditionOf, type Item, isEqual, type Placeholders, pathsOf, valueAt } from './expressions.ts';
import { type KeyRange, keyRangeOf } from './key-condition.ts';
import { Partition } from './partition.ts';

/** One request of a call, or of its parts. */
interface Asked {
  readonly TableName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly FilterExpression?: string;
  readonly KeyConditionExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
  readonly ReturnValues?: string;
  readonly IndexName?: string;
  readonly Limit?: number;
  readonly ScanIndexForward?: boolean;
  readonly ExclusiveStartKey?: Item;
}
/** A write that has been decided and is not done. `before` and `after` are the item, undefined where there is none. */
interface Decided {
  readonly key: string;
  readonly isHeld: boolean;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}
type Verb = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

const INDEXES = { [GSI1.name]: GSI1, [GSI2.name]: GSI2 } as const;
const TABLE_KEYS = [KEYS.pk, KEYS.sk];

const placeholders = ({ ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Asked): Placeholders => ({
  names: ExpressionAttributeNames,
  values: ExpressionAttributeValues,
});
const only = (item: Item, names: readonly string[]): Item =>
  Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));

/**
 * A table in this process, for runs of so many calls that an emulator is too slow. It answers the calls of core with DynamoDB's conditions, one after
 * the other, and is strongly consistent; memory-table.test.ts holds it against the emulator. It has no units, no throttling, and no page of 1 MB,
 * and its transactions do not conflict.
 */
export class MemoryTable {
  readonly name: string;
  readonly #partitions = new Map<string, Partition>();
  readonly #recorded: readonly string[];
  #changes: Decided[] = [];
  #records = 0;

  /** @param recorded the entities whose changes newRecords() gives */
  constructor(name: string, recorded: readonly string[] = []) {
    this.name = name;
    this.#recorded = recorded;
  }

  /** A client of it. @param turn is awaited before each call */
  connect(turn: () => Promise<void>): Connection {
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
    answerWith(client, async () => {
      await turn();
      return this;
    });
    return { client, table: this.name };
  }

  /** The records of what was written since the last call, as the stream has them. */
  newRecords(): DynamoDBRecord[] {
    const changes = this.#changes;
    this.#changes = [];
    return changes.map(({ before, after }) => ({
      eventID: `${++this.#records}`,
      eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      dynamodb: {
        Keys: marshall(only((after ?? before) as Item, TABLE_KEYS)) as never,
        ...(before && { OldImage: marshall(before) as never }),
        ...(after && { NewImage: marshall(after) as never }),
        SequenceNumber: `${this.#records}`,
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    }));
  }

  /** Answers a call in plain values. @throws what the SDK throws */
  answer({ name, input }: DynamoCall): Item {
    const asked = input as Asked & { readonly RequestItems?: Item; readonly TransactItems?: readonly Item[] };
    if (asked.TableName !== undefined && asked.TableName !== this.name)
      throw new ResourceNotFoundException({ message: asked.TableName, $metadata: {} });
    switch (name) {
      case 'GetItemCommand':
        return withItem('Item', this.#found(asked.Key as Item), asked);
      case 'PutItemCommand':
        return this.#written('Put', asked);
      case 'UpdateItemCommand':
        return this.#written('Update', asked);
      case 'DeleteItemCommand':
        return this.#written('Delete', asked);
      case 'QueryCommand':
        return this.#query(asked);
      case 'BatchGetItemCommand':
        return this.#batchGet(asked.RequestItems?.[this.name] as Asked & { readonly Keys: readonly Item[] });
      case 'BatchWriteItemCommand':
        return this.#batchWrite(asked.RequestItems?.[this.name] as readonly Item[]);
      case 'TransactWriteItemsCommand':
        return this.#transact(asked.TransactItems ?? []);
      default:
        throw new Error(`The memory table has no ${name}.`);
    }
  }

  #partition(pk: unknown): Partition {
    const own = this.#partitions.get(String(pk)) ?? new Partition();
    this.#partitions.set(String(pk), own);
    return own;
  }

  #found({ [KEYS.pk]: pk, [KEYS.sk]: sk }: Item): Item | undefined {
    return this.#partitions.get(String(pk))?.get(String(sk));
  }

  #decide(verb: Verb, asked: Asked): Decided {
    const key = only((asked.Key ?? asked.Item) as Item, TABLE_KEYS);
    const of = placeholders(asked);
    const before = this.#found(key);
    const isHeld = asked.ConditionExpression === undefined || conditionOf(asked.ConditionExpression)(before, of);
    const after = (): Item | undefined => {
      if (verb === 'Put') return copied(asked.Item as Item);
      if (verb === 'Update') return changed(before ?? key, asked.UpdateExpression ?? '', of);
      return verb === 'Delete' ? undefined : before;
    };
    return { key: JSON.stringify(key), isHeld, before, after: isHeld ? after() : undefined };
  }

  #do(decided: Decided): void {
    const { before, after } = decided;
    const item = after ?? before;
    if (!item) return;
    const partition = this.#partition(item[KEYS.pk]);
    if (after) partition.set(String(item[KEYS.sk]), after);
    else partition.delete(String(item[KEYS.sk]));
    // A write that changes nothing has no record.
    if (this.#recorded.includes(String(item.__edb_e__)) && !isEqual(before, after)) this.#changes.push(decided);
  }

  #written(verb: Verb, asked: Asked): Item {
    const decided = this.#decide(verb, asked);
    if (!decided.isHeld) throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
    this.#do(decided);
    const { before, after } = decided;
    switch (asked.ReturnValues) {
      case 'ALL_OLD':
        return withItem('Attributes', before, {});
      case 'ALL_NEW':
        return withItem('Attributes', after, {});
      case undefined:
      case 'NONE':
        return {};
      default:
        throw new Error(`The memory table does not return ${asked.ReturnValues}.`);
    }
  }

  #transact(items: readonly Item[]): Item {
    const parts = items.flatMap((item) => Object.entries(item) as [Verb, Asked][]);
    const decided = parts.map(([verb, asked]) => ({ verb, ...this.#decide(verb, asked) }));
    if (new Set(decided.map(({ key }) => key)).size < decided.length)
      throw new Error('Transaction request cannot include multiple operations on one item');
    if (!decided.every(({ isHeld }) => isHeld)) {
      const CancellationReasons = decided.map(({ isHeld }) => ({ Code: isHeld ? 'None' : 'ConditionalCheckFailed' }));
      throw new TransactionCanceledException({ message: 'Transaction cancelled', $metadata: {}, CancellationReasons });
    }
    for (const one of decided) if (one.verb !== 'ConditionCheck') this.#do(one);
    return {};
  }

  #batchGet({ Keys, ...asked }: Asked & { readonly Keys: readonly Item[] }): Item {
    const found = Keys.map((key) => this.#found(key)).filter((item) => item !== undefined);
    return { Responses: { [this.name]: found.map((item) => projected(item, asked)) }, UnprocessedKeys: {} };
  }

  #batchWrite(requests: readonly Item[]): Item {
    for (const { PutRequest, DeleteRequest } of requests as readonly { PutRequest?: Asked; DeleteRequest?: Asked }[])
      this.#do(PutRequest ? this.#decide('Put', PutRequest) : this.#decide('Delete', DeleteRequest as Asked));
    return { UnprocessedItems: {} };
  }

  #query(asked: Asked): Item {
    const index = asked.IndexName === undefined ? undefined : INDEXES[asked.IndexName as keyof typeof INDEXES];
    const [pk, sk] = index ? [index.pk, index.sk] : [KEYS.pk, KEYS.sk];
    const of = placeholders(asked);
    const range = keyRangeOf(asked.KeyConditionExpression ?? '', of, { pk, sk });
    const order = index ? [sk, ...TABLE_KEYS] : [sk];
    const forward = asked.ScanIndexForward ?? true;
    const start = asked.ExclusiveStartKey;
    const rising = index ? this.#indexed(range, index).toSorted((a, b) => compared(a, b, order)) : this.#within(range);
    const all = (forward ? rising : rising.toReversed()).filter(
      (item) => start === undefined || compared(item, start, order) * (forward ? 1 : -1) > 0,
    );
    const page = all.slice(0, asked.Limit ?? all.length);
    const last = asked.Limit !== undefined && page.length === asked.Limit ? page.at(-1) : undefined;
    const { FilterExpression: filter } = asked;
    const kept = filter === undefined ? page : page.filter((item) => conditionOf(filter)(item, of));
    const carried =
      index && 'projection' in index ? [pk, sk, ...TABLE_KEYS, ...index.projection] : index ? [pk, sk, ...TABLE_KEYS] : null;
    return {
      Items: kept.map((item) => projected(carried ? only(item, carried) : item, asked)),
      Count: kept.length,
      ScannedCount: page.length,
      ...(last && { LastEvaluatedKey: only(last, [...new Set([pk, sk, ...TABLE_KEYS])]) }),
    };
  }

  #within(range: KeyRange): Item[] {
    return this.#partitions.get(range.partition)?.within(range) ?? [];
  }

  /** The items of an index, which is read by a walk over all items. */
  #indexed({ partition, isIn }: KeyRange, { pk, sk }: { readonly pk: string; readonly sk: string }): Item[] {
    const all = [...this.#partitions.values()].flatMap((own) => own.all());
    return all.filter((item) => item[pk] === partition && typeof item[sk] === 'string' && isIn(item[sk]));
  }
}

/** Has the calls of a client answered by a table in memory. @param tableOf is awaited before each call */
export function answerWith(client: DynamoDBDocumentClient, tableOf: () => Promise<MemoryTable>): void {
  const answer =
    (_: unknown, { commandName = '' }: { readonly commandName?: string }) =>
    async ({ input }: { readonly input: object }) => {
      const table = await tableOf();
      return { output: table.answer({ name: commandName, input: input as DynamoCall['input'] }), response: {} };
    };
  client.middlewareStack.add(answer as never, { step: 'initialize', priority: 'normal', name: 'memory' });
}

function compared(a: Item, b: Item, names: readonly string[]): number {
  for (const name of names) {
    const [one, other] = [String(a[name]), String(b[name])];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

function projected(item: Item, { ProjectionExpression: text, ...asked }: Asked): Item {
  if (text === undefined) return copied(item);
  const of = placeholders(asked);
  const shown: Record<string, unknown> = {};
  for (const path of pathsOf(text)) {
    const [name = '', ...rest] = path(of);
    if (rest.length > 0) throw new Error(`The memory table shows whole attributes only: ${text}`);
    const value = valueAt(item, [name]);
    if (value !== undefined) shown[name] = value;
  }
  return copied(shown);
}

const withItem = (name: 'Item' | 'Attributes', item: Item | undefined, asked: Asked): Item =>
  item ? { [name]: projected(item, asked) } : {};
