import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow, type Binding } from './binding.ts';
import { DoorFunction, type FunctionProps } from './door-function.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { SharedResources } from './shared-resources.ts';

export interface QueueConsumerProps extends FunctionProps {
  /** One sentence that says what users lose while messages fail. It becomes the alarm's description. */
  readonly impact: string;
  /** The environment variable that gives senders the queue's URL. Left out where no function sends. */
  readonly variable?: string;
  /** Messages in one invocation; only those that failed are delivered again. Default: 10. */
  readonly batch?: number;
  /** Invocations at the same time. The bound keeps a backlog from using up the account's concurrency. */
  readonly concurrency: number;
  /** The consumer sends to its own queue the work that one message cannot finish. */
  readonly continues?: true;
}

const TRIES = 5;

/** A queue, its only consumer and its dead-letter queue, with an alarm on dead letters: a message that fails for any reason ends there. */
export class QueueConsumer extends Construct {
  readonly queue: Queue;
  /** The binding of a function that sends to the queue. */
  readonly send: Binding;
  readonly handler: DoorFunction;

  constructor(scope: Construct, id: string, shared: SharedResources, props: QueueConsumerProps) {
    super(scope, id);
    const { variable, batch = 10, concurrency, continues, timeout = Duration.seconds(10), uses = [], impact, ...door } = props;
    const deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: shared.settings.tls,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: shared.settings.tls,
      // Six times the timeout, as Lambda advises: a batch that is being retried after throttling must not be delivered twice.
      visibilityTimeout: Duration.seconds(timeout.toSeconds() * 6),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: TRIES },
    });
    this.send = {
      ...(variable && { environment: { [variable]: this.queue.queueUrl } }),
      allow: allow(shared.settings.policies.send, this.queue.queueArn),
    };
    const receive = { allow: allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], this.queue.queueArn) };
    this.handler = new DoorFunction(this, shared, {
      ...door,
      shownBy: 'dead letters',
      timeout,
      uses: [...uses, receive, ...(continues ? [this.send] : [])],
    });
    new EventSourceMapping(this, 'Source', {
      target: this.handler.fn,
      eventSourceArn: this.queue.queueArn,
      batchSize: batch,
      maxConcurrency: concurrency,
      reportBatchItemFailures: true,
    });
    new ImpactAlarm(this, 'HasDeadLetters', {
      impact,
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum' }),
      topic: shared.alarms,
    });
  }
}
