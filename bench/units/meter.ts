import { AsyncLocalStorage } from 'node:async_hooks';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { connection } from '#data/connection';
import { KEYS, TTL } from '../../core/data/keys.ts';
import { type DynamoCall, intercept } from '../../test/support/dynamo-calls.ts';
import { type CallText, entitiesIn, entityOf } from './call-text.ts';
import { type RawItem, sizeOf } from './item-size.ts';
import { batchReadUnits, type Change, indexUnits, readUnits, storedBytes, transactionUnits, writeUnits } from './units.ts';
import { Waves } from './waves.ts';

/** The costs of one run. */
export interface Cost {
  /** Calls of DynamoDB. */
  readonly calls: number;
  /** Round trips one after the other, of DynamoDB and of all other services. */
  readonly trips: number;
  readonly rru: number;
  /** Write units of the table. */
  readonly wru: number;
  /** Write units of its indexes. */
  readonly index: number;
  /** Bytes that the table keeps from it for ever, with its indexes and overheads. Rows that expire are not in it. */
  readonly bytes: number;
  /** Messages to queues, and the requests that took them there. */
  readonly messages: number;
  readonly requests: number;
  /** Calls of other services by name, such as `cognito`, `gateway`, `ses`. */
  readonly others: Readonly<Record<string, number>>;
}

type Plain = Readonly<Record<string, unknown>>;
interface Keyed extends Plain {
  readonly Key?: Plain;
  readonly Item?: Plain;
}

const raw = (item: unknown): RawItem => marshall(item as Plain, { removeUndefinedValues: true });
const keyOf = ({ Key, Item }: Keyed): RawItem => {
  const { [KEYS.pk]: pk, [KEYS.sk]: sk } = raw(Key ?? Item);
  return { [KEYS.pk]: pk as AttributeValue, [KEYS.sk]: sk as AttributeValue };
};

/** Counts what one run costs: stands between core and the table, and holds every remote call in its wave. */
export class Meter {
  readonly waves = new Waves();
  readonly texts: (readonly CallText[])[] = [];
  /** Names of the entities of all rows that were written, with the change of each, as the table's stream would show them. */
  readonly changes: Change[] = [];
  readonly #connection = connection();
  /** Set in the reads of the meter's own, which are not counted. */
  readonly #own = new AsyncLocalStorage<true>();
  readonly #others: Record<string, number> = {};
  #sum = { calls: 0, rru: 0, wru: 0, index: 0, bytes: 0, messages: 0, requests: 0 };

  /** Counts from now on. @returns a function that ends it */
  start(): () => void {
    return intercept((call, send) => (this.#own.getStore() ? send() : this.waves.hold(() => this.#counted(call, send))));
  }

  /** The sum of all that was counted. */
  cost(): Cost {
    return { ...this.#sum, trips: this.waves.depth, others: { ...this.#others } };
  }

  /** Counts a call of another service in its wave. */
  other<T>(service: string, text: CallText, perform: () => Promise<T>): Promise<T> {
    return this.waves.hold(async () => {
      this.#others[service] = (this.#others[service] ?? 0) + 1;
      this.#note(text);
      return perform();
    });
  }

  /** Counts one request to a queue. */
  sent(text: CallText, messages: number): Promise<void> {
    return this.waves.hold(async () => {
      this.#sum.messages += messages;
      this.#sum.requests += 1;
      this.#note(text);
    });
  }

  #note(text: CallText): void {
    const { depth } = this.waves;
    this.texts[depth - 1] = [...(this.texts[depth - 1] ?? []), text];
  }

  async #counted(call: DynamoCall, send: () => Promise<{ output: Plain }>): Promise<{ output: Record<string, unknown> }> {
    this.#sum.calls += 1;
    const writes = writesOf(call);
    const before = await Promise.all(writes.map(({ key }) => this.#get(key)));
    const [answer] = await Promise.allSettled([send()]);
    const done = answer.status === 'fulfilled';
    const after = done ? await Promise.all(writes.map((write, i) => this.#after(write, before[i] ?? null))) : before;
    for (const [i, { item, transacted }] of writes.entries()) {
      const change = { before: before[i] ?? null, after: after[i] ?? null };
      const units = transacted ? transactionUnits : writeUnits;
      this.#sum.wru += units(done || item === null ? change : { ...change, after: item });
      if (done) this.#changed(change);
    }
    this.#note(textOf(call, writes, done));
    if (answer.status === 'rejected') throw answer.reason;
    this.#sum.rru += await this.#reads(call, answer.value.output);
    return answer.value as { output: Record<string, unknown> };
  }

  /** The item that stands after a write. */
  async #after({ verb, key, item }: Write, before: RawItem | null): Promise<RawItem | null> {
    if (verb === 'delete') return null;
    return verb === 'check' ? before : (item ?? this.#get(key));
  }

  #changed(change: Change): void {
    this.#sum.index += indexUnits(change);
    if (change.before || change.after) this.changes.push(change);
    if (!(change.after ?? change.before)?.[TTL]) this.#sum.bytes += storedBytes(change.after) - storedBytes(change.before);
  }

  async #get(Key: RawItem): Promise<RawItem | null> {
    const { client, table: TableName } = this.#connection;
    const asked = new GetCommand({ TableName, Key: unmarshall(Key as Record<string, AttributeValue>), ConsistentRead: true });
    const { Item } = await this.#own.run(true, () => client.send(asked));
    return Item ? raw(Item) : null;
  }

  /** The read units of a call. */
  async #reads({ name, input }: DynamoCall, output: Plain): Promise<number> {
    const consistent = input.ConsistentRead === true;
    switch (name) {
      case 'GetItemCommand': {
        const whole = input.ProjectionExpression === undefined && output.Item;
        const item = whole ? raw(output.Item) : await this.#get(keyOf(input));
        return readUnits(item ? sizeOf(item) : 0, consistent);
      }
      case 'BatchGetItemCommand': {
        const [[table = '', asked] = []] = Object.entries(
          input.RequestItems as Record<string, { Keys: Plain[]; ConsistentRead?: boolean }>,
        );
        const found = ((output.Responses as Record<string, Plain[]>)[table] ?? []).map(raw);
        return batchReadUnits(found, asked?.Keys.length ?? 0, asked?.ConsistentRead === true);
      }
      case 'QueryCommand':
        return readUnits(
          (await this.#queried(input, output)).reduce((sum, item) => sum + sizeOf(item), 0),
          consistent,
        );
      default:
        return 0;
    }
  }

  /** The items that a Query read: those of its page, also the ones that a filter left out, and whole where it asked for a part of them. */
  async #queried(input: Plain, output: Plain): Promise<RawItem[]> {
    const { FilterExpression, ProjectionExpression, Select, ...query } = input;
    if ([FilterExpression, ProjectionExpression, Select].every((part) => part === undefined))
      return (output.Items as Plain[]).map(raw);
    const used = (map: unknown, of: string): Plain =>
      Object.fromEntries(Object.entries((map ?? {}) as Plain).filter(([name]) => new RegExp(`${name}\\b`).test(of)));
    const condition = String(query.KeyConditionExpression);
    const names = used(query.ExpressionAttributeNames, condition);
    const asked = new QueryCommand({
      ...query,
      TableName: this.#connection.table,
      ExpressionAttributeNames: Object.keys(names).length > 0 ? (names as Record<string, string>) : undefined,
      ExpressionAttributeValues: used(query.ExpressionAttributeValues, condition),
    });
    const { Items = [] } = await this.#own.run(true, () => this.#connection.client.send(asked));
    return Items.map(raw);
  }
}

interface Write {
  readonly verb: CallText['verb'];
  readonly key: RawItem;
  /** The item that is put; null for another write. */
  readonly item: RawItem | null;
  readonly transacted: boolean;
}

/** The items that a call writes or checks. */
function writesOf({ name, input }: DynamoCall): Write[] {
  const one = (verb: CallText['verb'], target: Keyed, transacted = false): Write => ({
    verb,
    key: keyOf(target),
    item: target.Item ? raw(target.Item) : null,
    transacted,
  });
  const VERBS = { Put: 'put', Update: 'update', Delete: 'delete', ConditionCheck: 'check' } as const;
  switch (name) {
    case 'PutItemCommand':
      return [one('put', input)];
    case 'UpdateItemCommand':
      return [one('update', input)];
    case 'DeleteItemCommand':
      return [one('delete', input)];
    case 'BatchWriteItemCommand':
      return Object.values(input.RequestItems as Record<string, { PutRequest?: Keyed; DeleteRequest?: Keyed }[]>)
        .flat()
        .map(({ PutRequest, DeleteRequest }) => (PutRequest ? one('put', PutRequest) : one('delete', DeleteRequest ?? {})));
    case 'TransactWriteItemsCommand':
      return (input.TransactItems as Record<string, Keyed>[]).flatMap((item) =>
        Object.entries(item).map(([verb, target]) => one(VERBS[verb as keyof typeof VERBS], target, true)),
      );
    case 'GetItemCommand':
    case 'BatchGetItemCommand':
    case 'QueryCommand':
      return [];
    default:
      throw new Error(`${name} is not counted yet`);
  }
}

function textOf({ name, input }: DynamoCall, writes: readonly Write[], done: boolean): CallText {
  const names = (keys: readonly RawItem[]) => keys.map(entityOf);
  const refused = !done;
  switch (name) {
    case 'GetItemCommand':
      return { verb: 'get', of: names([keyOf(input)]), refused };
    case 'BatchGetItemCommand': {
      const asked = Object.values(input.RequestItems as Record<string, { Keys: Plain[] }>).flatMap(({ Keys }) => Keys);
      return { verb: 'batch get', of: names(asked.map((Key) => keyOf({ Key }))), refused };
    }
    case 'QueryCommand':
      return {
        verb: input.IndexName === undefined ? 'query' : 'query the index of',
        of: entitiesIn(raw(input.ExpressionAttributeValues)),
        refused,
      };
    case 'TransactWriteItemsCommand':
      return { verb: 'transaction of', of: writes.map(({ verb, key }) => `${verb} ${entityOf(key)}`), refused };
    case 'BatchWriteItemCommand':
      return { verb: 'batch put', of: names(writes.map(({ key }) => key)), refused };
    default:
      return { verb: writes[0]?.verb ?? 'get', of: names(writes.map(({ key }) => key)), refused };
  }
}
