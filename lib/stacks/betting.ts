import { Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { READERS } from '../../core/data/keys.ts';
import { allow, type Binding, type Grant } from '../constructs/binding.ts';
import { DoorFunction } from '../constructs/door-function.ts';
import { HttpDoor } from '../constructs/http-door.ts';
import { addAlarms, counted } from '../constructs/impact-alarm.ts';
import { LockSchedules } from '../constructs/lock-schedules.ts';
import { output } from '../constructs/outputs.ts';
import { privateBucket, tellEventBridge } from '../constructs/private-bucket.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import type { DataStack } from './data.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Days for which a file of results and its report are kept. */
const RESULT_FILE_DAYS = 90;

/** Picks from placing to settlement: their routes and the reviews', locks, grading, and the reader of the betting changes. */
export class BettingStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, media, gateway, realtime, feed }: DomainStackProps) {
    super(scope, id, { stackName });
    new HttpDoor(this, data, {
      gateway,
      domain: 'picks',
      impact: 'Nobody can make, change or read picks.',
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'], { indexes: ['gsi1'] }),
        ...media.proofs,
      ],
    });
    new HttpDoor(this, data, {
      gateway,
      domain: 'admin',
      impact: 'Nobody can decide what became of a game, or see what waits for a decision.',
      uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], { indexes: ['gsi1'] }),
    });

    new DoorFunction(this, data, {
      door: 'operator/import-results',
      shownBy: 'the person who invokes it',
      timeout: Duration.minutes(5),
      uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], { indexes: ['gsi1'] }),
    });
    this.#importFiles(data, media.storage);
    const grading = new QueueConsumer(this, 'grading', data, {
      door: 'queues/settle-event',
      impact: 'Picks stay unsettled after their games, and corrected scores are not applied.',
      variable: 'GRADING_QUEUE_URL',
      continues: true,
      batch: 1,
      concurrency: 20,
      timeout: Duration.seconds(60),
      uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], { indexes: ['gsi1'] }),
    });
    const locks = new QueueConsumer(this, 'locks', data, {
      door: 'queues/announce-lock',
      impact: 'People are not told that their picks are locked; the lock itself holds.',
      variable: 'LOCKS_QUEUE_URL',
      continues: true,
      batch: 1,
      concurrency: 10,
      timeout: Duration.seconds(30),
      uses: [...data.uses(['BatchGetItem'], { indexes: ['gsi1'] }), ...realtime.notify],
    });
    const lockSchedules = new LockSchedules(this, 'at-start', data, {
      group: data.clock,
      uses: [...data.uses(['GetItem', 'UpdateItem']), locks.send],
    });
    const starts = new QueueConsumer(this, 'starts', data, {
      door: 'queues/arrange-lock',
      impact: 'People are told minutes late, by the sweep, that their picks are locked; the lock itself holds.',
      variable: 'STARTS_QUEUE_URL',
      concurrency: 5,
      uses: [...data.uses(['GetItem', 'UpdateItem']), ...lockSchedules.create, locks.send],
    });
    const reviews = new QueueConsumer(this, 'reviews', data, {
      door: 'queues/update-open-review',
      impact: 'Admins do not see which games and picks wait for them, so these stay unsettled.',
      variable: 'REVIEWS_QUEUE_URL',
      concurrency: 5,
      uses: data.uses(['GetItem', 'PutItem', 'DeleteItem']),
    });

    new StreamConsumer(this, 'changes', data, {
      door: 'streams/project-betting',
      impact: 'Records, boards and settlement stand still, and new games get no announcement of their lock.',
      table: data.table,
      entities: READERS.betting,
      timeout: Duration.seconds(60),
      uses: [
        ...data.uses(['GetItem', 'Query', 'PutItem', 'UpdateItem']),
        starts.send,
        grading.send,
        reviews.send,
        ...realtime.notify,
        feed.fanOut.send,
      ],
    });
    new ScheduledJob(this, 'sweep', data, {
      door: 'schedules/sweep-locks',
      impact: 'A lost announcement or grading stays lost until this job runs.',
      group: data.clock,
      when: [['rate(5 minutes)', {}]],
      timeout: Duration.minutes(2),
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'UpdateItem'], { indexes: ['gsi2'] }),
        ...lockSchedules.create,
        grading.send,
        locks.send,
      ],
    });

    this.#addAlarms(data);
  }

  /**
   * The bucket of files of results. A person who may write below `incoming/<handle>/` states results as this admin, by `s3:PutObject`
   * there from IAM, and reads the reports by `s3:GetObject` below `reports/<handle>/`.
   */
  #importFiles(data: DataStack, storage: Binding): void {
    const unlogged = 'The name of a file has its admin, and each decision of it is a row of the table, which nobody changes.';
    const files = privateBucket(this, 'Results', data.settings, unlogged, {
      lifecycleRules: [{ expiration: Duration.days(RESULT_FILE_DAYS) }],
    });
    tellEventBridge(files);
    output(this, { resultsBucket: files.bucketName });
    const objects = (action: string, prefix: string): Grant => ({
      ...{ actions: [action], resources: [files.arnForObjects(`${prefix}/*`)] },
      because: 'Each object is a resource of its own.',
    });
    const { queue } = new QueueConsumer(this, 'results', data, {
      door: 'queues/import-file',
      impact: 'The results of a file that lies in the bucket of results are not taken: its games wait for an admin.',
      batch: 1,
      concurrency: 2,
      timeout: Duration.minutes(5),
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], { indexes: ['gsi1'] }),
        storage,
        { environment: { RESULTS_BUCKET: files.bucketName }, allow: allow(['s3:ListBucket'], files.bucketArn) },
        { allow: objects('s3:GetObject', 'incoming') },
        { allow: objects('s3:PutObject', 'reports') },
      ],
    });
    const detail = { bucket: { name: [files.bucketName] }, object: { key: [{ prefix: 'incoming/' }] } };
    new Rule(this, 'ResultFiles', {
      eventPattern: { source: ['aws.s3'], detailType: ['Object Created'], detail },
    }).addTarget(new SqsQueue(queue));
  }

  #addAlarms(data: DataStack): void {
    addAlarms(this, data.alarms, {
      PicksInReview: {
        impact: 'Many people wait for the grade of a pick: the rules cannot grade them, an admin has to look.',
        // Ten picks an hour are one bettor's. A pick that waits for an admin is listed in any case.
        metric: counted(data, 'pick.review', { period: Duration.hours(1) }),
        threshold: 30,
      },
      ResultsRefused: {
        impact:
          'Rows of a file of results were left out, so that their games still wait for an admin. The report beside the file names each.',
        metric: counted(data, 'results.refused'),
      },
      EventsInReview: {
        impact:
          'Picks on a game stay unsettled, or may be graded wrongly: the odds provider is silent about it or contradicts an admin, or a second admin has to agree.',
        metric: counted(data, 'event.review'),
      },
    });
  }
}
