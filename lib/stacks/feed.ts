import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HttpDoor, type HttpGateway } from '../constructs/http-door.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { DataStack } from './data.ts';
import type { MediaStack } from './media.ts';
import type { RealtimeStack } from './realtime.ts';

interface FeedStackProps extends StackProps {
  readonly data: DataStack;
  readonly media: MediaStack;
  readonly gateway: HttpGateway;
  readonly realtime: RealtimeStack;
}

/** Feeds: their routes, and the queues that both readers of the stream and the feeds themselves fill. */
export class FeedStack extends Stack {
  /** Items, follows and returns of readers go to it. */
  readonly fanOut: QueueConsumer;

  constructor(scope: Construct, id: string, { data, media, gateway, realtime, ...props }: FeedStackProps) {
    super(scope, id, props);
    new HttpDoor(this, data, {
      gateway,
      domain: 'feed',
      impact: 'Nobody can read feeds.',
      uses: [...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], { indexes: ['gsi1'] }), ...media.proofs],
    });
    new ScheduledJob(this, 'trends', data, {
      door: 'schedules/update-trends',
      impact: 'Trending items are of an earlier time.',
      group: data.clock,
      when: [['rate(5 minutes)', {}]],
      timeout: Duration.minutes(2),
      uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem']),
    });
    // A big author has thousands of followers, whom one item after the other must not wait for: marking has a queue of its own.
    const marking = new QueueConsumer(this, 'fan-out-large', data, {
      door: 'queues/fan-out-large',
      impact: 'Items of authors who have just become big are still written to each follower, which costs more.',
      variable: 'FAN_OUT_LARGE_QUEUE_URL',
      continues: true,
      batch: 1,
      concurrency: 5,
      timeout: Duration.seconds(60),
      uses: data.uses(['GetItem', 'Query', 'PutItem', 'UpdateItem']),
    });
    this.fanOut = new QueueConsumer(this, 'feed-fanout', data, {
      door: 'queues/feed-fanout',
      impact: 'New posts and picks do not reach the feeds of followers, and new follows bring nothing in.',
      variable: 'FEED_FANOUT_QUEUE_URL',
      continues: true,
      batch: 1,
      concurrency: 20,
      timeout: Duration.seconds(60),
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'], {
          indexes: ['gsi1'],
        }),
        marking.send,
        ...realtime.notify,
      ],
    });
  }
}
