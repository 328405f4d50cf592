import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HttpDoor } from '../constructs/http-door.ts';
import { addAlarms, counted } from '../constructs/impact-alarm.ts';
import { ScheduleGroup } from '../constructs/schedule-group.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Records and boards. The betting stack's stream reader writes the records; this stack serves and repairs them. */
export class StatsStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, gateway }: DomainStackProps) {
    super(scope, id, { stackName });

    new HttpDoor(this, data, {
      gateway,
      domain: 'stats',
      impact: 'Nobody can read records and boards.',
      uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem']),
    });

    const group = new ScheduleGroup(this, 'stats', data, { impact: 'Boards show an older state, and wrong records stay wrong.' });
    new ScheduledJob(this, 'boards', data, {
      door: 'schedules/update-boards',
      impact: 'Boards show an older state.',
      group,
      when: [['rate(15 minutes)', {}]],
      timeout: Duration.minutes(5),
      uses: data.uses(['BatchGetItem', 'PutItem', 'BatchWriteItem'], { indexes: ['gsi1'] }),
    });
    new ScheduledJob(this, 'reconcile', data, {
      door: 'schedules/reconcile-stats',
      impact: 'A record that went wrong stays wrong.',
      group,
      when: [
        ['cron(20 * * * ? *)', { scope: 'recent' }],
        ['cron(40 9 * * ? *)', { scope: 'all' }],
      ],
      timeout: Duration.minutes(15),
      uses: data.uses(['Query', 'PutItem', 'UpdateItem'], { indexes: ['gsi1'] }),
    });

    addAlarms(this, data.alarms, {
      RecordsRepaired: {
        impact: 'Somebody was shown a wrong record: it did not follow from the ledger, and was corrected.',
        metric: counted(data, 'stats.repaired'),
      },
    });
  }
}
