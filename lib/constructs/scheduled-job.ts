import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { DoorFunction, type FunctionProps } from './door-function.ts';
import type { ScheduleGroup } from './schedule-group.ts';
import type { SharedResources } from './shared-resources.ts';

export interface ScheduledJobProps extends FunctionProps {
  /** One sentence that says what users lose while the job does not run. It becomes the alarm's description. */
  readonly impact: string;
  readonly group: ScheduleGroup;
  /** Pairs of a schedule and the job's input: `rate(1 minute)`, or `cron(...)` in UTC. */
  readonly when: readonly (readonly [expression: string, input: object])[];
}

/** A function that the scheduler invokes. */
export class ScheduledJob extends Construct {
  readonly handler: DoorFunction;

  constructor(scope: Construct, id: string, shared: SharedResources, { group, when, ...door }: ScheduledJobProps) {
    super(scope, id);
    this.handler = new DoorFunction(this, shared, { ...door, asynchronous: true });
    const { fn } = this.handler;
    const roleArn = group.invoker(this, fn).roleArn;
    for (const [expression, input] of when) {
      new CfnSchedule(this, expression, {
        groupName: group.groupName,
        scheduleExpression: expression,
        flexibleTimeWindow: { mode: 'OFF' },
        state: shared.settings.schedules ? 'ENABLED' : 'DISABLED',
        target: {
          arn: fn.functionArn,
          roleArn,
          input: JSON.stringify(input),
          // The next run does the work of a run that is five minutes late.
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 300 },
        },
      }).node.addDependency(group);
    }
  }
}
