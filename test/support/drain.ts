import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { until } from '../../local/client/until.ts';
import { markRead } from './probe.ts';
import { aws, stack } from './stack.ts';

/** The longest way from one write to its last consequence: event -> grading queue -> outcome -> stats and pushes. */
const HOPS = 3;

/**
 * Waits until everything that follows from what was written has happened: the queues are empty and the stream's readers have read all.
 * A message that failed comes again after its queue's visibility, a minute or more. What the clock will start, such as a lock, is not
 * waited for.
 * @throws when it takes longer than `seconds`, saying what is left
 */
export async function drain(seconds = 150): Promise<void> {
  const dynamo = new DynamoDBClient(aws());
  try {
    for (let hop = 0; hop < HOPS; hop++) {
      await queuesEmpty(seconds);
      await markRead(dynamo, stack().tableName, seconds);
      await readersWell(seconds);
    }
    await queuesEmpty(seconds);
  } finally {
    dynamo.destroy();
  }
}

type Queues = Record<string, Record<string, Record<string, { Body: string }[]>>>;

/** Messages of a queue that a function consumes; a dead-letter queue keeps its own. */
async function waiting(): Promise<string[]> {
  const response = await fetch(`${stack().awsEndpoint}/_ministack/sqs/messages`, { signal: AbortSignal.timeout(10_000) });
  const { messages } = (await response.json()) as { messages: Queues };
  const consumed = await consumedQueues();
  return Object.values(messages)
    .flatMap((regions) => Object.values(regions))
    .flatMap((queues) => Object.entries(queues))
    .flatMap(([url, kept]) =>
      consumed.has(url.slice(url.lastIndexOf('/') + 1)) ? kept.map(({ Body }) => `${url}: ${Body}`) : [],
    );
}

let consumed: Promise<Set<string>> | undefined;
const consumedQueues = (): Promise<Set<string>> => {
  consumed ??= mappings().then(
    (all) => new Set(all.map(({ EventSourceArn = '' }) => EventSourceArn.slice(EventSourceArn.lastIndexOf(':') + 1))),
  );
  return consumed;
};

async function mappings() {
  const client = new LambdaClient(aws());
  const all = [];
  for await (const { EventSourceMappings = [] } of paginateListEventSourceMappings({ client }, {}))
    all.push(...EventSourceMappings);
  client.destroy();
  return all;
}

async function queuesEmpty(seconds: number): Promise<void> {
  let left: string[] = [];
  await until(
    'empty queues',
    async () => {
      left = await waiting();
      return left.length === 0 || undefined;
    },
    seconds,
  ).catch((error: Error) => {
    throw new Error(`${error.message}; left: ${left.slice(0, 3).join('\n')}`);
  });
}

/** A batch that fails is retried for ever, and everything behind it waits. */
const readersWell = (seconds: number): Promise<true> =>
  until(
    "the stream's readers to stop failing",
    async () =>
      (await mappings()).every(
        ({ EventSourceArn, LastProcessingResult }) =>
          !EventSourceArn?.includes(':dynamodb:') || LastProcessingResult !== 'FAILED',
      ) || undefined,
    seconds,
  );
