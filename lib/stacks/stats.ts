import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { HttpDoor } from '../constructs/http-door.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import type { DomainStackProps } from './domain-stack.ts';

/** Records and boards. The betting stack's stream reader writes the records; this stack serves them. */
export class StatsStack extends Stack {
  constructor(scope: Construct, id: string, { stackName, data, gateway }: DomainStackProps) {
    super(scope, id, { stackName });

    new HttpDoor(this, data, {
      gateway,
      domain: 'stats',
      impact: 'Nobody can read records and boards.',
      uses: [...data.uses(['GetItem', 'BatchGetItem', 'Query']), data.counts, data.signs],
    });

    new ScheduledJob(this, 'boards', data, {
      door: 'schedules/update-boards',
      impact: 'Boards show an older state.',
      group: data.clock,
      when: [['rate(15 minutes)', {}]],
      timeout: Duration.minutes(5),
      uses: data.uses(['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem']),
    });
  }
}
