import { Duration, Stack } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { EXPORT_DAYS } from '../../schemas/privacy.ts';
import { allow, type Binding } from '../constructs/binding.ts';
import { DoorFunction } from '../constructs/door-function.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import { output } from '../constructs/outputs.ts';
import { privateBucket } from '../constructs/private-bucket.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { Environment } from '../environments.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Days for which a backup of the table can be restored (point-in-time recovery). */
const BACKUP_DAYS = 35;

/** The export and the deletion of everything about a person. */
export class PrivacyStack extends Stack {
  constructor(scope: Construct, id: string, props: DomainStackProps) {
    const { stackName, data, identity, media, gateway, realtime, feed } = props;
    super(scope, id, { stackName });
    const exports = bucket(this, 'Exports', data.settings, EXPORT_DAYS);
    // Whoever was erased is in no backup any more after BACKUP_DAYS, which are counted from the end of the erasure.
    const erasures = bucket(this, 'Erasures', data.settings, 2 * BACKUP_DAYS);
    const objects = (variable: string, of: Bucket, ...actions: readonly string[]): Binding => ({
      environment: { [variable]: of.bucketName },
      allow: { actions, resources: [of.arnForObjects('*')], because: 'Each object is a resource of its own.' },
    });
    output(this, { exportsBucket: exports.bucketName, erasuresBucket: erasures.bucketName });

    new HttpDoor(this, data, {
      gateway,
      domain: 'privacy',
      impact: 'Nobody can export or delete their account.',
      uses: [
        ...data.uses(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem']),
        identity.secret,
        media.storage,
        objects('EXPORTS_BUCKET', exports, 's3:GetObject'),
      ],
    });

    const tasks = new QueueConsumer(this, 'tasks', data, {
      door: 'queues/run-privacy-task',
      impact: 'Exports are not ready within a day, and people who asked to be erased are hidden, but not erased.',
      variable: 'PRIVACY_QUEUE_URL',
      batch: 1,
      concurrency: 2,
      timeout: Duration.minutes(15),
      memory: 1_769,
      uses: [
        ...data.uses(
          ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem', 'BatchWriteItem'],
          { indexes: ['gsi1', 'gsi2'] },
        ),
        identity.secret,
        identity.addressKey('GenerateDataKey', 'Decrypt'),
        identity.cognito('AdminDeleteUser'),
        ...realtime.notify,
        feed.fanOut.send,
        media.storage,
        ...media.uses('uploads', 'DeleteObject'),
        ...media.uses('pictures', 'GetObject', 'DeleteObject', 'DeleteObjectTagging', 'ListBucket'),
        ...media.uses('proofs', 'GetObject', 'ListBucket'),
        ...media.uses('archive', 'GetObject', 'DeleteObject', 'ListBucket'),
        objects('EXPORTS_BUCKET', exports, 's3:PutObject', 's3:PutObjectTagging', 's3:AbortMultipartUpload', 's3:DeleteObject'),
        { allow: allow(['s3:ListBucket'], exports.bucketArn) },
        objects('ERASURES_BUCKET', erasures, 's3:PutObject'),
      ],
    });
    new ScheduledJob(this, 'start', data, {
      door: 'schedules/start-privacy-tasks',
      impact: 'Exports are not ready within a day, and people who asked to be erased are hidden, but not erased.',
      group: data.clock,
      when: [['rate(15 minutes)', {}]],
      uses: [...data.uses(['BatchGetItem'], { indexes: ['gsi2'] }), tasks.send],
    });
    new DoorFunction(this, data, {
      door: 'operator/erase-again',
      shownBy: 'the person who invokes it',
      timeout: Duration.minutes(15),
      uses: [
        ...data.uses(['PutItem']),
        media.storage,
        { environment: { ERASURES_BUCKET: erasures.bucketName }, allow: allow(['s3:ListBucket'], erasures.bucketArn) },
      ],
    });
  }
}

/** A bucket that S3 empties after some days. */
const bucket = (scope: Construct, id: string, settings: Environment, days: number): Bucket =>
  privateBucket(scope, id, settings, 'Every object is written by one function, and the table has a row for it.', {
    lifecycleRules: [{ expiration: Duration.days(days) }],
  });
