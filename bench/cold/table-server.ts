import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AttributeValue, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { MemoryTable } from '../../test/support/memory-table/memory-table.ts';

type Plain = Readonly<Record<string, unknown>>;
type Marshalled = Record<string, AttributeValue>;

/** Fields of calls and answers that hold an item, or a list of them. */
const ITEM = /^(Key|Item|Attributes|ExpressionAttributeValues|ExclusiveStartKey|LastEvaluatedKey)$/;
const ITEMS = /^(Keys|Items)$/;

/** A call or an answer with each of its items turned into the other notation. */
export function turned(value: unknown, turn: (item: Plain) => Plain): unknown {
  if (Array.isArray(value)) return value.map((one) => turned(one, turn));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, one]) => {
    if (ITEM.test(name)) return [name, turn(one as Plain)];
    if (ITEMS.test(name)) return [name, (one as Plain[]).map(turn)];
    if (name !== 'Responses') return [name, turned(one, turn)];
    return [
      name,
      Object.fromEntries(Object.entries(one as Record<string, Plain[]>).map(([table, all]) => [table, all.map(turn)])),
    ];
  });
  return Object.fromEntries(fields);
}

/** Binary values are in base64 on the wire. An attribute of an item may be called B too, and is no text then. */
const fromWire = (name: string, value: unknown): unknown =>
  name === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value;
function toWire(this: Plain, name: string, value: unknown): unknown {
  const own = this[name];
  return own instanceof Uint8Array ? Buffer.from(own).toString('base64') : value;
}

/** Serves a table in memory as DynamoDB does, on loopback. @returns its address, and what ends it */
export async function serveTable(table: MemoryTable): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer(async (request, response) => {
    const [, action] = String(request.headers['x-amz-target']).split('.');
    const input = JSON.parse(Buffer.concat(await request.toArray()).toString(), fromWire) as Plain;
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    try {
      const name = `${action}Command`;
      const asked = turned(input, (item) => unmarshall(item as Marshalled)) as Plain;
      const answer = table.answer({ name, input: asked } as Parameters<MemoryTable['answer']>[0]);
      response.end(
        JSON.stringify(
          turned(answer, (item) => marshall(item, { removeUndefinedValues: true })),
          toWire,
        ),
      );
    } catch (error) {
      const type = error instanceof DynamoDBServiceException ? error.name : 'InternalServerError';
      response.statusCode = error instanceof DynamoDBServiceException ? 400 : 500;
      response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: String(error) }));
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
