import { Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { allowPassing, type Binding } from './binding.ts';
import { DoorFunction } from './door-function.ts';
import type { ScheduleGroup } from './schedule-group.ts';
import type { SharedResources } from './shared-resources.ts';

const impact = 'People are told minutes late, by the sweep, that their picks are locked; the lock itself holds.';

/** The function `lock-event`, and the one-time schedules that invoke it when an event starts. */
export class LockSchedules extends Construct {
  /** The bindings of a function that creates these schedules. */
  readonly create: readonly Binding[];

  /**
   * @param group of the schedules
   * @param uses the bindings of `lock-event`
   */
  constructor(
    scope: Construct,
    id: string,
    shared: SharedResources,
    { group, uses }: { readonly group: ScheduleGroup; readonly uses: readonly Binding[] },
  ) {
    super(scope, id);
    const { fn } = new DoorFunction(this, shared, {
      door: 'schedules/lock-event',
      impact,
      asynchronous: true,
      // Fifty calls at a kick-off start cold beside it, and the emulator repeats no schedule whose function timed out.
      timeout: Duration.seconds(30),
      uses,
    });
    const invoker = group.invoker(this, fn);
    this.create = [
      {
        environment: {
          LOCK_SCHEDULE_GROUP: group.groupName,
          LOCK_FUNCTION_ARN: fn.functionArn,
          LOCK_SCHEDULE_ROLE_ARN: invoker.roleArn,
        },
        allow: {
          actions: ['scheduler:CreateSchedule'],
          resources: [group.scheduleArn('lock-*')],
          because: 'Each event and start has a schedule of its own, named after it.',
        },
      },
      { allow: allowPassing(invoker, 'scheduler.amazonaws.com') },
    ];
  }
}
