import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { allow, grant } from './binding.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { SharedResources } from './shared-resources.ts';

/** A group of schedules, with an alarm on invocations that the scheduler gave up. A group costs an alarm, so the jobs of all stacks share one. */
export class ScheduleGroup extends Construct {
  readonly groupName: string;
  readonly #groupInPolicies: string;

  constructor(scope: Construct, id: string, shared: SharedResources, { impact }: { readonly impact: string }) {
    super(scope, id);
    // The physical name is fixed because the role of a schedule trusts the group before the group exists.
    this.groupName = `youbet-${shared.settings.name}-${id}`;
    this.#groupInPolicies = shared.settings.policies.schedulesIn === 'group' ? this.groupName : 'default';
    new CfnScheduleGroup(this, 'Group', { name: this.groupName });
    new ImpactAlarm(this, 'Dropped', {
      impact,
      metric: new Metric({
        namespace: 'AWS/Scheduler',
        metricName: 'InvocationDroppedCount',
        dimensionsMap: { ScheduleGroup: this.groupName },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      topic: shared.alarms,
    });
  }

  /** @param name of a schedule in this group, or a pattern */
  scheduleArn(name: string): string {
    return Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${this.#groupInPolicies}/${name}`,
    });
  }

  /** A role with which the scheduler invokes `fn`. Only schedules of this group can use it. */
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
