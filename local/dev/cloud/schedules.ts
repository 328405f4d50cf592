import {
  GetScheduleCommand,
  paginateListScheduleGroups,
  paginateListSchedules,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';

/**
 * Enables the recurring schedules of an environment, which were deployed disabled.
 * @param client settings of an SDK client that calls the emulator
 * @returns the number of schedules that it enabled
 */
export async function enableSchedules(environment: string, client: object): Promise<number> {
  const scheduler = new SchedulerClient(client);
  let enabled = 0;
  for await (const { ScheduleGroups = [] } of paginateListScheduleGroups({ client: scheduler }, {})) {
    for (const { Name: GroupName = '' } of ScheduleGroups) {
      if (GroupName.startsWith(`youbet-${environment}-`)) enabled += await enableGroup(scheduler, GroupName);
    }
  }
  scheduler.destroy();
  return enabled;
}

async function enableGroup(client: SchedulerClient, GroupName: string): Promise<number> {
  const names: string[] = [];
  for await (const { Schedules = [] } of paginateListSchedules({ client }, { GroupName })) {
    for (const { Name = '', State } of Schedules) if (State === 'DISABLED') names.push(Name);
  }
  for (const Name of names) {
    // An update replaces the whole schedule.
    const { ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target } = await client.send(
      new GetScheduleCommand({ GroupName, Name }),
    );
    const kept = { ScheduleExpression, ScheduleExpressionTimezone, FlexibleTimeWindow, Target };
    await client.send(new UpdateScheduleCommand({ GroupName, Name, ...kept, State: 'ENABLED' }));
  }
  return names.length;
}
