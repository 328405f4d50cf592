import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { attempts } from './attempts.ts';
import { injectable } from './injectable.ts';

/** Messages of one SendMessageBatch. */
const BATCH = 10;
/** Batches under way at once. */
const LANES = 4;
const RETRY = { pause: 100, longest: 400, most: 4 };

/** The part of the SQS client that is used here. */
interface Queues {
  send(command: SendMessageBatchCommand): Promise<{ readonly Failed?: BatchResultErrorEntry[] | undefined }>;
}

/** The endpoint is the region's, not the queue address's: the same on AWS, and quiet on a local cloud that has two names. */
export const sqs = injectable((): Queues => new SQSClient({ maxAttempts: 3, useQueueUrlAsEndpoint: false }));

/**
 * Puts messages on a queue, ten to a request. Messages that the queue refused for its own reasons are sent again with jitter, those that
 * it took are not; a queue may still deliver one twice, so consumers must not mind.
 * @param url the queue
 * @param messages plain objects, each at most 100 KB as JSON, so that ten fit into a request
 * @param delay seconds before they can be received, at most 900
 * @throws when some could not be sent; of the others some were, so repeat all of them
 */
export async function enqueue(url: string, messages: readonly object[], delay = 0): Promise<void> {
  const batches = Array.from({ length: Math.ceil(messages.length / BATCH) }, (_, i) =>
    messages.slice(i * BATCH, (i + 1) * BATCH).map((message, n) => ({
      Id: String(n),
      MessageBody: JSON.stringify(message),
      ...(delay > 0 && { DelaySeconds: delay }),
    })),
  );
  const lanes = Array.from({ length: LANES }, async (_, lane) => {
    for (let i = lane; i < batches.length; i += LANES) await sendBatch(url, batches[i] ?? []);
  });
  const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected');
  if (failed) throw failed.reason;
}

async function sendBatch(url: string, entries: readonly SendMessageBatchRequestEntry[]): Promise<void> {
  let left = [...entries];
  let failed: BatchResultErrorEntry[] = [];
  for await (const _ of attempts(RETRY)) {
    const { Failed = [] } = await sqs().send(new SendMessageBatchCommand({ QueueUrl: url, Entries: left }));
    if (Failed.length === 0) return;
    failed = Failed;
    if (failed.some(({ SenderFault }) => SenderFault)) break;
    const again = new Set(failed.map(({ Id }) => Id));
    left = left.filter(({ Id }) => again.has(Id));
  }
  const { Code, Message } = failed.find(({ SenderFault }) => SenderFault) ?? failed[0] ?? {};
  throw new Error(`${failed.length} messages were not queued: ${Code} ${Message ?? ''}`);
}
