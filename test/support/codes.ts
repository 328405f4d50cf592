import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CodeMessage } from '#core/identity';
import { env } from '#platform/env';
import { vault } from '#platform/vault';

const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });

/** A queue of its own, under this environment variable. */
export async function makeQueue(variable: string): Promise<void> {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: crypto.randomUUID() }));
  process.env[variable] = QueueUrl;
}

/** Takes all messages off a queue. @returns their bodies */
export async function taken(variable: string): Promise<string[]> {
  const found: string[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: env(variable), MaxNumberOfMessages: 10, VisibilityTimeout: 600 }),
    );
    if (Messages.length === 0) return found;
    found.push(...Messages.map(({ Body = '' }) => Body));
  }
}

/** The codes that wait to be sent, by address. */
export async function codesWaiting(): Promise<Map<string, string>> {
  const keys = await vault();
  const messages = (await taken('CODES_QUEUE_URL')).map((body) => CodeMessage.parse(JSON.parse(body)));
  return new Map(
    messages.map(({ channel, sealed }) => {
      const { address, code } = JSON.parse(keys.open('message', sealed, channel)) as { address: string; code: string };
      return [address, code];
    }),
  );
}
