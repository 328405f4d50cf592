import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Context, DynamoDBRecord, SQSRecord } from 'aws-lambda';
import { KEYS } from '../../core/data/keys.ts';
import type { Contract, ReplyData } from '../../schemas/contract.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { type Asked, ask } from '../../test/support/http-event.ts';
import { handlerOf } from './handlers.ts';
import { Meter } from './meter.ts';
import type { Change } from './units.ts';

/** Calls of the deployed functions in this process, as AWS makes them. A call that fails ends the bench. */

const context = { awsRequestId: 'bench' } as Context;
/** A call over HTTP. @returns `data` of the reply @throws for a reply that is an error */
export async function http<const C extends Contract>(contract: C, asked: Asked = {}): Promise<ReplyData<C>> {
  const [domain] = Object.entries(ROUTES).find(([, all]) => (all as readonly Contract[]).includes(contract)) ?? [];
  const reply = await ask((await handlerOf(`http/${domain}`)) as never, contract, asked);
  if (reply.status >= 400) throw new Error(`${contract.name}: ${JSON.stringify(reply.error)}`);
  return reply.data;
}

/** Messages of a queue, in one batch. */
export async function queue(name: string, ...messages: readonly object[]): Promise<void> {
  const Records = messages.map((message, i) => ({ messageId: String(i), body: JSON.stringify(message) }) as SQSRecord);
  await whole(`queues/${name}`, { Records });
}

/** Records of the table's stream, in one batch. */
export const stream = (reader: 'betting' | 'social', records: readonly DynamoDBRecord[]): Promise<void> =>
  whole(`streams/project-${reader}`, { Records: records });

async function whole(door: string, event: object): Promise<void> {
  const reply = (await (await handlerOf(door))(event as never, context)) as { batchItemFailures: unknown[] };
  if (reply.batchItemFailures.length > 0) throw new Error(`${door} failed`);
}

/** A job, started by the clock or by an operator. */
export const job = async (door: string, input: object = {}): Promise<unknown> => (await handlerOf(door))(input as never, context);

/** A socket's handshake or message. */
export async function socket(door: string, connectionId: string, more: object = {}): Promise<void> {
  const eventType = { 'websocket/connect': 'CONNECT', 'websocket/disconnect': 'DISCONNECT' }[door] ?? 'MESSAGE';
  const event = { requestContext: { connectionId, eventType, requestId: 'bench' }, isBase64Encoded: false, ...more };
  const { statusCode } = (await (await handlerOf(door))(event as never, context)) as { statusCode: number };
  if (statusCode !== 200) throw new Error(`${door}: ${statusCode}`);
}

/** The stream's records of what `work` writes to rows of this entity. */
export async function recordsOf(entity: string, work: () => Promise<unknown>): Promise<DynamoDBRecord[]> {
  const meter = new Meter();
  const end = meter.start();
  await work().finally(end);
  return meter.changes
    .filter(({ before, after }) => (after ?? before)?.__edb_e__?.S === entity)
    .map(({ before, after }: Change, i): DynamoDBRecord => {
      const image = (after ?? before) as Record<string, AttributeValue>;
      const keys = { [KEYS.pk]: image[KEYS.pk], [KEYS.sk]: image[KEYS.sk] };
      const images = { ...(before && { OldImage: before }), ...(after && { NewImage: after }) };
      return { eventID: String(i), dynamodb: { SequenceNumber: String(i), Keys: keys, ...images } } as DynamoDBRecord;
    });
}
