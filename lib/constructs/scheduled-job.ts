import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Ground } from './ground.ts';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';
import type { ScheduleGroup } from './schedule-group.ts';

export interface ScheduledJobProps extends Omit<HouseFunctionProps, 'asynchronous'> {
  readonly group: ScheduleGroup;
  /** When, and what the job is given then: `rate(1 minute)`, or `cron(...)` in UTC. */
  readonly when: readonly (readonly [expression: string, input: object])[];
}

/** A function that the clock starts. */
export class ScheduledJob extends Construct {
  readonly handler: HouseFunction;

  constructor(scope: Construct, id: string, ground: Ground, { group, when, ...door }: ScheduledJobProps) {
    super(scope, id);
    this.handler = new HouseFunction(this, ground, { ...door, asynchronous: true });
    const { fn } = this.handler;
    const roleArn = group.invoker(this, fn).roleArn;
    for (const [expression, input] of when) {
      new CfnSchedule(this, expression, {
        groupName: group.groupName,
        scheduleExpression: expression,
        flexibleTimeWindow: { mode: 'OFF' },
        state: ground.settings.schedules ? 'ENABLED' : 'DISABLED',
        target: {
          arn: fn.functionArn,
          roleArn,
          input: JSON.stringify(input),
          // A run that is late by minutes is the next run's work.
          retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 300 },
        },
      }).node.addDependency(group);
    }
  }
}
