import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterEach, expect, it, vi } from 'vitest';
import { enableSchedules } from './schedules.ts';

afterEach(() => vi.restoreAllMocks());

it('enables the disabled schedules of the environment, and keeps everything else about them', async () => {
  const target = { Arn: 'arn:function', RoleArn: 'arn:role', Input: '{"scope":"recent"}' };
  const schedule = { ScheduleExpression: 'rate(1 minute)', FlexibleTimeWindow: { Mode: 'OFF' }, Target: target };
  const groups = [{ Name: 'default' }, { Name: 'youbet-local-stats' }, { Name: 'youbet-dev-stats' }];
  const schedules = [
    { Name: 'boards', State: 'DISABLED' },
    { Name: 'lock-1', State: 'ENABLED' },
  ];
  const replies: Readonly<Record<string, object>> = {
    ListScheduleGroupsCommand: { ScheduleGroups: groups },
    ListSchedulesCommand: { Schedules: schedules },
    GetScheduleCommand: { ...schedule, Arn: 'arn:schedule', State: 'DISABLED', CreationDate: new Date() },
  };
  const calls: (readonly [string, object])[] = [];
  vi.spyOn(SchedulerClient.prototype, 'send').mockImplementation((async (command: {
    constructor: { name: string };
    input: object;
  }) => {
    calls.push([command.constructor.name, command.input]);
    return replies[command.constructor.name] ?? {};
  }) as never);
  expect(await enableSchedules('local', { region: 'us-east-1' })).toBe(1);
  const updates = calls.filter(([name]) => name === 'UpdateScheduleCommand').map(([, input]) => input);
  expect(updates).toEqual([{ GroupName: 'youbet-local-stats', Name: 'boards', ...schedule, State: 'ENABLED' }]);
});
