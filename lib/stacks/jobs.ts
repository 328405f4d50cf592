import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { BETTING_ENTITIES } from '../../core/data/keys.ts';
import { allow, allowPassing, type Binding } from '../constructs/binding.ts';
import { HouseFunction } from '../constructs/house-function.ts';
import { QueueConsumer } from '../constructs/queue-consumer.ts';
import { ScheduleGroup } from '../constructs/schedule-group.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import type { DataStack } from './data.ts';
import type { IdentityStack } from './identity.ts';
import type { RealtimeStack } from './realtime.ts';

interface JobsStackProps extends StackProps {
  readonly data: DataStack;
  readonly identity: IdentityStack;
  readonly realtime: RealtimeStack;
}

/** All that happens without anybody asking: what follows from a write, what the clock starts, what an operator runs. */
export class JobsStack extends Stack {
  constructor(scope: Construct, id: string, { data, identity, realtime, ...props }: JobsStackProps) {
    super(scope, id, props);
    const { settings } = data;

    const grading = new QueueConsumer(this, 'grading', data, {
      door: 'queues/settle-event',
      impact: 'Picks stay unsettled after their games, and corrected scores are not applied.',
      variable: 'GRADING_QUEUE_URL',
      continues: true,
      batch: 1,
      concurrency: 20,
      timeout: Duration.seconds(60),
      uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], { index: true }),
    });
    const locks = new QueueConsumer(this, 'locks', data, {
      door: 'queues/announce-lock',
      impact: 'People are not told that their picks are locked; the lock itself holds.',
      variable: 'LOCKS_QUEUE_URL',
      continues: true,
      batch: 1,
      concurrency: 10,
      timeout: Duration.seconds(30),
      uses: [...data.uses(['BatchGetItem'], { index: true }), realtime.pushes.send],
    });

    const atStart = new ScheduleGroup(this, 'locks-at-start', data, {
      impact: 'People are told minutes late, by the sweep, that their picks are locked; the lock itself holds.',
    });
    const lockEvent = new HouseFunction(this, data, {
      door: 'schedules/lock-event',
      impact: 'People are told minutes late, by the sweep, that their picks are locked; the lock itself holds.',
      asynchronous: true,
      uses: [...data.uses(['GetItem', 'UpdateItem']), locks.send],
    });
    const invoker = atStart.invoker(lockEvent, lockEvent.fn);
    const scheduling: readonly Binding[] = [
      {
        environment: {
          LOCK_SCHEDULE_GROUP: atStart.groupName,
          LOCK_FUNCTION_ARN: lockEvent.fn.functionArn,
          LOCK_SCHEDULE_ROLE_ARN: invoker.roleArn,
        },
        allow: {
          actions: ['scheduler:CreateSchedule'],
          resources: [atStart.scheduleArn('lock-*')],
          because: 'Each event and start has a schedule of its own, named after it.',
        },
      },
      { allow: allowPassing(invoker, 'scheduler.amazonaws.com') },
    ];

    new StreamConsumer(this, 'betting', data, {
      door: 'streams/project-betting',
      impact: 'Records, boards and settlement stand still, and new games get no announcement of their lock.',
      table: data.table,
      entities: BETTING_ENTITIES,
      timeout: Duration.seconds(60),
      uses: [
        ...data.uses(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem']),
        ...scheduling,
        grading.send,
        locks.send,
        realtime.pushes.send,
      ],
    });

    const clock = new ScheduleGroup(this, 'jobs', data, {
      impact: 'Games, prices, results and boards are as old as the last run.',
    });
    const feed: readonly Binding[] = [
      { environment: { SPORTS_FEED_URL: settings.feedUrl } },
      {
        environment: { SPORTS_FEED_KEY_PARAMETER: settings.feedKeyParameter },
        allow: allow(
          ['ssm:GetParameter'],
          this.formatArn({ service: 'ssm', resource: 'parameter', resourceName: settings.feedKeyParameter.slice(1) }),
        ),
      },
    ];
    const polling = data.uses(['BatchGetItem', 'Query', 'PutItem', 'UpdateItem'], {
      index: true,
    });
    new ScheduledJob(this, 'events', data, {
      door: 'schedules/ingest-events',
      impact: 'New games and prices do not appear, and moved starts are not noticed.',
      group: clock,
      when: [['rate(1 minute)', {}]],
      timeout: Duration.minutes(2),
      uses: [...polling, ...feed],
    });
    new ScheduledJob(this, 'scores', data, {
      door: 'schedules/ingest-scores',
      impact: 'Results do not arrive, so picks stay unsettled.',
      group: clock,
      when: [['rate(1 minute)', {}]],
      timeout: Duration.minutes(2),
      uses: [...polling, ...feed],
    });
    new ScheduledJob(this, 'sweep', data, {
      door: 'schedules/sweep-locks',
      impact: 'What got lost (an announcement, a grading) stays lost until this runs.',
      group: clock,
      when: [['rate(5 minutes)', {}]],
      timeout: Duration.minutes(2),
      uses: [...data.uses(['GetItem', 'UpdateItem'], { index: true }), ...scheduling, grading.send, locks.send],
    });
    new ScheduledJob(this, 'boards', data, {
      door: 'schedules/update-boards',
      impact: 'Boards show an older state.',
      group: clock,
      when: [['rate(15 minutes)', {}]],
      timeout: Duration.minutes(5),
      uses: data.uses(['BatchGetItem', 'PutItem', 'BatchWriteItem'], { index: true }),
    });

    new ScheduledJob(this, 'stats', data, {
      door: 'schedules/reconcile-stats',
      impact: 'A record that went wrong stays wrong.',
      group: clock,
      when: [
        ['cron(20 * * * ? *)', { scope: 'recent' }],
        ['cron(40 9 * * ? *)', { scope: 'all' }],
      ],
      timeout: Duration.minutes(15),
      uses: data.uses(['Query', 'PutItem', 'UpdateItem'], { index: true }),
    });

    const signingOut: readonly Binding[] = [
      ...data.uses(['GetItem', 'Query', 'PutItem', 'UpdateItem']),
      identity.cognito('AdminUserGlobalSignOut'),
      realtime.pushes.send,
    ];
    new HouseFunction(this, data, {
      door: 'operator/ban-user',
      impact: 'Operators cannot ban anyone.',
      uses: signingOut,
    });
    new HouseFunction(this, data, {
      door: 'operator/set-role',
      impact: 'Nobody can be made an admin or a moderator, and nobody who is one can be stopped.',
      uses: signingOut,
    });
  }
}
