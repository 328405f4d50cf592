import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { HouseAlarm } from './alarm.ts';
import { allow, grant } from './binding.ts';
import type { Ground } from './ground.ts';

/** Schedules that belong together, and an alarm for what the scheduler could not hand over. */
export class ScheduleGroup extends Construct {
  readonly groupName: string;
  readonly #groupInPolicies: string;

  constructor(scope: Construct, id: string, ground: Ground, { impact }: { readonly impact: string }) {
    super(scope, id);
    // Named, since functions name it when they make schedules, and a role trusts it before it exists.
    this.groupName = `youbet-${ground.settings.name}-${id}`;
    this.#groupInPolicies = ground.settings.policies.schedulesIn === 'group' ? this.groupName : 'default';
    new CfnScheduleGroup(this, 'Group', { name: this.groupName });
    new HouseAlarm(this, 'Dropped', {
      impact,
      metric: new Metric({
        namespace: 'AWS/Scheduler',
        metricName: 'InvocationDroppedCount',
        dimensionsMap: { ScheduleGroup: this.groupName },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      topic: ground.alarms,
    });
  }

  /** @param name `*` for all that will be in it */
  scheduleArn(name: string): string {
    return Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${this.#groupInPolicies}/${name}`,
    });
  }

  /** What the scheduler becomes in order to invoke one function, for schedules of this group and no others. */
  invoker(scope: Construct, fn: IFunction): IRole {
    const { account } = Stack.of(this);
    const group = Stack.of(this).formatArn({ service: 'scheduler', resource: 'schedule-group', resourceName: this.groupName });
    const role = new Role(scope, 'Invoker', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account, 'aws:SourceArn': group } },
      }),
    });
    grant(role, allow(['lambda:InvokeFunction'], fn.functionArn));
    return role;
  }
}
