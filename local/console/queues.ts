import {
  GetQueueAttributesCommand,
  paginateListQueues,
  type QueueAttributeName,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { clientOf } from '../dev/cloud/aws.ts';
import type { DeadLetter, QueueCounts } from './shapes.ts';

const COUNTS = {
  waiting: 'ApproximateNumberOfMessages',
  inFlight: 'ApproximateNumberOfMessagesNotVisible',
  delayed: 'ApproximateNumberOfMessagesDelayed',
} as const;
const ATTRIBUTES: QueueAttributeName[] = [...Object.values(COUNTS), 'RedrivePolicy'];
const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

/** Reads the queues of an emulator. */
export function queuesOf(awsEndpoint: string) {
  const client = new SQSClient(clientOf(awsEndpoint));

  async function urls(): Promise<string[]> {
    const found: string[] = [];
    for await (const { QueueUrls = [] } of paginateListQueues({ client }, {})) found.push(...QueueUrls);
    return found.toSorted();
  }

  async function counts(): Promise<QueueCounts[]> {
    const all = await Promise.all(
      (await urls()).map(async (QueueUrl) => {
        const { Attributes = {} } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ATTRIBUTES }));
        const policy = JSON.parse(Attributes.RedrivePolicy ?? '{}') as { deadLetterTargetArn?: string };
        const count = (name: keyof typeof COUNTS) => Number(Attributes[COUNTS[name]] ?? 0);
        return {
          name: nameOf(QueueUrl),
          waiting: count('waiting'),
          inFlight: count('inFlight'),
          delayed: count('delayed'),
          deadLetters: policy.deadLetterTargetArn?.split(':').at(-1) ?? null,
        };
      }),
    );
    const targets = new Set(all.map(({ deadLetters }) => deadLetters));
    return all.map((queue) => ({ ...queue, isDeadLetters: targets.has(queue.name) }));
  }

  /** The first messages of a queue of dead letters, at most ten. They stay in it. @returns null when it is no such queue */
  async function letters(name: string): Promise<DeadLetter[] | null> {
    if (!(await counts()).some((queue) => queue.name === name && queue.isDeadLetters)) return null;
    const QueueUrl = (await urls()).find((url) => nameOf(url) === name);
    const peek = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0, WaitTimeSeconds: 0 };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(peek));
    return Messages.map(({ MessageId = '', Body = '' }) => ({ id: MessageId, body: Body }));
  }

  return { counts, letters, close: () => client.destroy() };
}
