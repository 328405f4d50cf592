import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { sourceMaps } from '../constructs/bundle.ts';
import { addAlarms, counted } from '../constructs/impact-alarm.ts';
import { output } from '../constructs/outputs.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { DomainStackProps } from './domain-stack.ts';

/**
 * The walk through everything that is derived, in every domain: the queue of its pages, and the clock that starts it. It also keeps the
 * maps of all bundles.
 */
export class UpkeepStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, identity, media, feed }: DomainStackProps) {
    super(scope, id, { stackName });

    const pages = new QueueConsumer(this, 'pages', data, {
      door: 'queues/run-upkeep',
      impact: 'A wrong record, a lost count or a lock that differs from its event stays as it is.',
      variable: 'UPKEEP_QUEUE_URL',
      continues: true,
      batch: 1,
      concurrency: 10,
      timeout: Duration.minutes(2),
      uses: [
        ...data.uses(
          ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem', 'BatchWriteItem'],
          { indexes: ['gsi1', 'gsi2'] },
        ),
        identity.secret,
        identity.addressKey('GenerateDataKey', 'Decrypt'),
        feed.fanOut.send,
        media.storage,
        ...media.uses('uploads', 'DeleteObject'),
        ...media.uses('pictures', 'GetObject', 'DeleteObject', 'DeleteObjectTagging', 'ListBucket'),
        ...media.uses('proofs', 'GetObject', 'PutObject', 'PutObjectTagging', 'ListBucket'),
        ...media.uses('archive', 'GetObject', 'DeleteObject', 'ListBucket'),
      ],
    });
    new ScheduledJob(this, 'start', data, {
      door: 'schedules/start-upkeep',
      impact: 'Nothing looks for wrong records, lost counts and locks that differ from their events.',
      group: data.clock,
      when: [
        ['cron(20 * * * ? *)', { scope: 'recent' }],
        ['cron(40 9 * * ? *)', { scope: 'night' }],
      ],
      uses: [pages.send],
    });

    if (data.settings.sourceMaps) output(this, { sourceMaps: sourceMaps(this).s3ObjectUrl });

    addAlarms(this, data.alarms, {
      Differences: {
        impact:
          'Somebody may be shown or refused something wrong: a row, such as a record, does not follow from its facts. Most are repaired at once.',
        metric: counted(data, 'upkeep.differences'),
      },
      Unrepaired: {
        impact: 'Somebody is shown or refused something wrong, and no repair is safe: a person has to look (npm run audit).',
        metric: counted(data, 'upkeep.unrepaired'),
      },
    });
  }
}
