import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient, paginateListEventSourceMappings } from '@aws-sdk/client-lambda';
import { HANG, until, untilDone } from '../../local/client/until.ts';
import { markRead } from './probe.ts';
import { aws, stack } from './stack.ts';

/** The longest way from one write to its last consequence: event -> grading queue -> outcome -> stats and pushes. */
const HOPS = 3;

/** Seconds. A message that failed comes again after its queue's visibility, at most 12 minutes; what stands still for longer hangs. */
const STUCK = 900;

/**
 * Waits until everything that follows from what was written has happened: the queues are empty and the stream's readers have read all.
 * Work that the clock will start, such as a lock or a delayed message, is not waited for. It gives up when nothing moves any more, and not after a
 * fixed time.
 * @throws when nothing has moved for STUCK, saying what is left
 */
export async function drain(): Promise<void> {
  const dynamo = new DynamoDBClient(aws());
  try {
    for (let hop = 0; hop < HOPS; hop++) {
      await queuesEmpty();
      await markRead(dynamo, stack().tableName, STUCK);
      await readersWell();
    }
    await queuesEmpty();
  } finally {
    dynamo.destroy();
  }
}

interface Kept {
  readonly Body: string;
  readonly IsVisible: boolean;
  readonly ReceiveCount: number;
}
type Queues = Record<string, Record<string, Record<string, Kept[]>>>;

/** True for a message that was sent with a delay which is not over: the clock will start its work. */
const isDelayed = ({ IsVisible, ReceiveCount }: Kept): boolean => !IsVisible && ReceiveCount === 0;

/** Messages of a queue that a function consumes; a dead-letter queue keeps its own. */
async function waiting(): Promise<string[]> {
  const response = await fetch(`${stack().awsEndpoint}/_ministack/sqs/messages`, { signal: AbortSignal.timeout(HANG * 1_000) });
  const { messages } = (await response.json()) as { messages: Queues };
  const consumed = await consumedQueues();
  return Object.values(messages)
    .flatMap((regions) => Object.values(regions))
    .flatMap((queues) => Object.entries(queues))
    .flatMap(([url, kept]) =>
      consumed.has(url.slice(url.lastIndexOf('/') + 1))
        ? kept.filter((message) => !isDelayed(message)).map(({ Body }) => `${url}: ${Body}`)
        : [],
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

const queuesEmpty = (): Promise<void> =>
  untilDone(
    'the queues',
    async () => {
      const left = await waiting();
      return left.length === 0 ? undefined : `${left.length} messages, the first ${left.toSorted().slice(0, 3).join('\n')}`;
    },
    STUCK,
  );

/** A batch that fails is retried for ever, and everything behind it waits. */
const readersWell = (): Promise<true> =>
  until(
    "the stream's readers to stop failing",
    async () =>
      (await mappings()).every(
        ({ EventSourceArn, LastProcessingResult }) =>
          !EventSourceArn?.includes(':dynamodb:') || LastProcessingResult !== 'FAILED',
      ) || undefined,
    STUCK,
  );
