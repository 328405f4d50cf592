import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { env } from '#platform/env';
import { injectable } from '#platform/injectable';
import type { EventId } from '#schemas/common';

/** The part of the Scheduler's client that is used here. */
interface Schedules {
  send(command: CreateScheduleCommand): Promise<unknown>;
}

export const scheduler = injectable((): Schedules => new SchedulerClient({ maxAttempts: 3 }));

/**
 * Makes the schedule that announces an event's lock, named after the event and the version of its start; it is deleted when it has fired.
 * The schedule of an earlier version fires too, and finds that the start has moved. Making it again does nothing.
 * @param startsAt ISO 8601 in UTC, in the future: Scheduler refuses a time that has passed
 */
export async function scheduleLock(eventId: EventId, startVersion: number, startsAt: string): Promise<void> {
  try {
    await scheduler().send(
      new CreateScheduleCommand({
        Name: `lock-${eventId}-v${startVersion}`,
        GroupName: env('LOCK_SCHEDULE_GROUP'),
        // Whole seconds, rounded up: one that fires before the start would find nothing to lock.
        ScheduleExpression: `at(${new Date(Math.ceil(Date.parse(startsAt) / 1000) * 1000).toISOString().slice(0, 19)})`,
        ScheduleExpressionTimezone: 'UTC',
        FlexibleTimeWindow: { Mode: 'OFF' },
        ActionAfterCompletion: 'DELETE',
        Target: { Arn: env('LOCK_FUNCTION_ARN'), RoleArn: env('LOCK_SCHEDULE_ROLE_ARN'), Input: JSON.stringify({ eventId }) },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  }
}
