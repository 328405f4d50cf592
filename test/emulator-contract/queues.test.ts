import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../local/client/until.ts';
import { arn, aws, type Cloud, deploy, fn, ref } from './cloud.ts';

const client = new SQSClient(aws());
interface Seen {
  readonly batch: string[];
}

let cloud: Cloud;
beforeAll(async () => {
  cloud = await deploy(
    {
      Dead: { Type: 'AWS::SQS::Queue' },
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { VisibilityTimeout: 3, RedrivePolicy: { deadLetterTargetArn: arn('Dead'), maxReceiveCount: 2 } },
      },
      Reader: fn(`
        await seen({ batch: event.Records.map(({ body }) => body) });
        if (event.Records.some(({ body }) => body === 'throws')) throw new Error('no');
        return { batchItemFailures: event.Records.filter(({ body }) => body === 'fails').map(({ messageId }) => ({ itemIdentifier: messageId })) };`),
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: {
          FunctionName: ref('Reader'),
          EventSourceArn: arn('Queue'),
          BatchSize: 10,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
        },
      },
    },
    { queue: ref('Queue'), dead: ref('Dead') },
  );
});
afterAll(() => cloud.end());
beforeEach(() => cloud.forget());

const deadLetter = () =>
  until('a dead letter', async () => {
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: cloud.outputs.dead, VisibilityTimeout: 600 }));
    return Messages?.[0]?.Body;
  });

describe('a queue with a reader', () => {
  it('redelivers only the messages that the reader reports as failed, then moves them to the dead-letter queue', async () => {
    const bodies = ['good', 'fails', 'fine'];
    await client.send(
      new SendMessageBatchCommand({
        QueueUrl: cloud.outputs.queue,
        Entries: bodies.map((MessageBody, i) => ({ Id: `${i}`, MessageBody })),
      }),
    );
    expect(await deadLetter()).toBe('fails');
    const seen = (await cloud.seen<Seen>()).flatMap(({ batch }) => batch);
    expect(seen.toSorted()).toEqual(['fails', 'fails', 'fine', 'good']);
  });
  it('redelivers a whole batch when the reader throws', async () => {
    await client.send(new SendMessageCommand({ QueueUrl: cloud.outputs.queue, MessageBody: 'throws' }));
    expect(await deadLetter()).toBe('throws');
    expect((await cloud.seen<Seen>()).map(({ batch }) => batch)).toEqual([['throws'], ['throws']]);
  });
  it('delays a message by its DelaySeconds', async () => {
    const sent = performance.now();
    await client.send(new SendMessageCommand({ QueueUrl: cloud.outputs.queue, MessageBody: 'later', DelaySeconds: 2 }));
    await cloud.seenAtLeast(1);
    expect(performance.now() - sent).toBeGreaterThan(1_500);
  });
});
