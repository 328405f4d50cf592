import type { Context, DynamoDBRecord } from 'aws-lambda';
import { handler } from '../../lambdas/streams/project-social.ts';
import { takeMessages } from './sent-messages.ts';
import { isOf, StreamTail } from './stream-tail.ts';

/** Messages of the reader to queues are dropped: the files that count look at the table alone. */
for (const queue of ['STANDARD', 'LOW']) process.env[`${queue}_QUEUE_URL`] ??= queue;
takeMessages(() => undefined);

let tail: Promise<StreamTail> | undefined;

/** The records of these entities that were written since the last call. */
export async function newRecords(...entities: readonly string[]): Promise<DynamoDBRecord[]> {
  tail ??= new StreamTail().open();
  return (await (await tail).next()).filter((record) => isOf(record, entities));
}

/** Gives records to the social reader, as many to a batch as it gets at most. @returns the batches that it took */
export async function deliverSocial(records: readonly DynamoDBRecord[], size = 100): Promise<number> {
  let batches = 0;
  for (let from = 0; from < records.length; from += size, batches++) {
    const { batchItemFailures } = await handler({ Records: records.slice(from, from + size) }, {
      awsRequestId: 'test',
    } as Context);
    if (batchItemFailures.length > 0) throw new Error('the social reader failed');
  }
  return batches;
}

/** Counts all reactions and comments that were written, until nothing is left to count. */
export async function drainCounts(): Promise<void> {
  for (;;) {
    const records = await newRecords('reaction', 'comment');
    if (records.length === 0) return;
    await deliverSocial(records);
  }
}
