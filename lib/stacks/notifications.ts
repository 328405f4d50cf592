import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HttpDoor } from '../constructs/http-door.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** The list of notifications, the preferences and the devices. The delivery queues are in the realtime stack, since many send to them. */
export class NotificationsStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, identity, gateway, realtime }: DomainStackProps) {
    super(scope, id, { stackName });

    new HttpDoor(this, data, {
      gateway,
      domain: 'notifications',
      impact: 'Nobody can read what they were told, and no device can be registered.',
      uses: [...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem']), identity.secret],
    });

    new ScheduledJob(this, 'quiet-hours', data, {
      door: 'schedules/end-quiet-hours',
      impact: 'What happened in the quiet hours is not told on mobile devices; it stands in the list.',
      group: data.clock,
      when: [['cron(0/15 * * * ? *)', {}]],
      uses: [...data.uses(['Query', 'BatchWriteItem']), realtime.deliveries.low.send],
    });
  }
}
