import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HttpDoor } from '../constructs/http-door.ts';
import { addAlarms, counted } from '../constructs/impact-alarm.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Reports and the decisions on them, bans, tiers and appeals, and the clock that tells of reports that nobody looks at. */
export class ModerationStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, identity, media, gateway }: DomainStackProps) {
    super(scope, id, { stackName });

    new HttpDoor(this, data, {
      gateway,
      domain: 'moderation',
      impact: 'Nobody can report anything, and moderators can neither decide nor ban.',
      uses: [
        ...data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'], {
          indexes: ['gsi2'],
        }),
        identity.secret,
        ...media.proofs,
        ...media.uses('pictures', 'GetObject'),
        ...media.uses('archive', 'GetObject', 'DeleteObject', 'ListBucket'),
      ],
    });
    new ScheduledJob(this, 'unseen', data, {
      door: 'schedules/sweep-reports',
      impact: 'Nobody is told that a report of a scam or of a child waits.',
      group: data.clock,
      when: [['rate(1 hour)', {}]],
      uses: data.uses(['BatchGetItem'], { indexes: ['gsi2'] }),
    });

    addAlarms(this, data.alarms, {
      ReportsUnseen: {
        impact: 'Somebody may be cheated, or a child be here: a report of it has waited for a day, and no moderator has decided.',
        metric: counted(data, 'report.unseen', { period: Duration.hours(1) }),
      },
    });
  }
}
