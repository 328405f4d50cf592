import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HouseAlarm } from './alarm.ts';
import { allow, type Binding } from './binding.ts';
import type { Ground } from './ground.ts';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';

export interface QueueConsumerProps extends Omit<HouseFunctionProps, 'asynchronous'> {
  /** The environment variable under which senders find the queue. */
  readonly variable: string;
  /** Messages for one invocation. Only those that failed come again. */
  readonly batch?: number;
  /** Invocations at the same time, so that one queue never takes the account's whole concurrency from the others. */
  readonly concurrency: number;
  /** The consumer sends to its own queue: what it could not finish in one message. */
  readonly continues?: true;
}

const TRIES = 5;

/** A queue, its one consumer, and the dead-letter queue that must stay empty. */
export class QueueConsumer extends Construct {
  /** What a sender uses. */
  readonly send: Binding;
  readonly handler: HouseFunction;

  constructor(scope: Construct, id: string, ground: Ground, props: QueueConsumerProps) {
    super(scope, id);
    const { variable, batch = 10, concurrency, continues, timeout = Duration.seconds(10), uses = [], ...door } = props;
    const deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: ground.settings.tls,
      retentionPeriod: Duration.days(14),
    });
    const queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: ground.settings.tls,
      // Lambda's own advice: a batch that is being worked on, and retried after throttling, must not appear twice.
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: TRIES },
    });
    this.send = { environment: { [variable]: queue.queueUrl }, allow: allow(ground.settings.policies.send, queue.queueArn) };
    const receive = { allow: allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], queue.queueArn) };
    this.handler = new HouseFunction(this, ground, {
      ...door,
      timeout,
      uses: [...uses, receive, ...(continues ? [this.send] : [])],
    });
    new EventSourceMapping(this, 'Source', {
      target: this.handler.fn,
      eventSourceArn: queue.queueArn,
      batchSize: batch,
      maxConcurrency: concurrency,
      reportBatchItemFailures: true,
    });
    new HouseAlarm(this, 'DeadLettersThere', {
      impact: door.impact,
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      topic: ground.alarms,
    });
  }
}
