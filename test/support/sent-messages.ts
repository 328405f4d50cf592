import type { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { sqs } from '#platform/enqueue';

/** Takes the messages of one request to SQS, all with the same delay in seconds. It may throw instead. */
type TakeMessages = (url: string, messages: readonly object[], delay: number) => void;

/** Stands in for SQS from now on, in this process. */
export const takeMessages = (take: TakeMessages): void =>
  sqs.inject({
    async send({ input: { QueueUrl = '', Entries = [] } }: SendMessageBatchCommand) {
      const messages = Entries.map(({ MessageBody = '' }) => JSON.parse(MessageBody) as object);
      take(QueueUrl, messages, Entries[0]?.DelaySeconds ?? 0);
      return {};
    },
  });

/** Drops what is sent to the queues of notifications: for files that look at the table alone. */
export function dropMessages(): void {
  for (const queue of ['STANDARD', 'LOW']) process.env[`${queue}_QUEUE_URL`] ??= queue;
  takeMessages(() => undefined);
}
