import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Ground } from './ground.ts';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';
import type { ScheduleGroup } from './schedule-group.ts';

export interface ScheduledJobProps extends Omit<HouseFunctionProps, 'asynchronous'> {
  readonly group: ScheduleGroup;
  /** `rate(1 minute)`, or `cron(...)` in UTC. */
  readonly every: string;
  /** What the job is given; nothing unless said. */
  readonly input?: object;
}

/** A function that the clock starts. */
export class ScheduledJob extends Construct {
  readonly handler: HouseFunction;

  constructor(scope: Construct, id: string, ground: Ground, { group, every, input = {}, ...door }: ScheduledJobProps) {
    super(scope, id);
    this.handler = new HouseFunction(this, ground, { ...door, asynchronous: true });
    const { fn } = this.handler;
    new CfnSchedule(this, 'Schedule', {
      groupName: group.groupName,
      scheduleExpression: every,
      flexibleTimeWindow: { mode: 'OFF' },
      state: ground.settings.schedules ? 'ENABLED' : 'DISABLED',
      target: {
        arn: fn.functionArn,
        roleArn: group.invoker(this, fn).roleArn,
        input: JSON.stringify(input),
        // A run that is late by minutes is the next run's work.
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 300 },
      },
    }).node.addDependency(group);
  }
}
