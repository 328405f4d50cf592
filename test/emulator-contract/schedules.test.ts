import { CreateScheduleCommand, GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../local/client/until.ts';
import { arn, aws, type Cloud, deploy, fn, ref } from './cloud.ts';

const client = new SchedulerClient(aws());

let cloud: Cloud;
beforeAll(async () => {
  cloud = await deploy(
    { Group: { Type: 'AWS::Scheduler::ScheduleGroup' }, Target: fn('await seen(event);') },
    { group: ref('Group'), target: arn('Target'), role: arn('Role') },
  );
});
afterAll(() => cloud.end());

const schedule = (Name: string, secondsFromNow: number) =>
  client.send(
    new CreateScheduleCommand({
      Name,
      GroupName: cloud.outputs.group,
      ScheduleExpression: `at(${new Date(Date.now() + secondsFromNow * 1000).toISOString().slice(0, 19)})`,
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: cloud.outputs.target,
        RoleArn: cloud.outputs.role,
        Input: JSON.stringify({ eventId: Name, startVersion: 1 }),
      },
    }),
  );
const gone = (Name: string) =>
  client.send(new GetScheduleCommand({ Name, GroupName: cloud.outputs.group })).then(
    () => undefined,
    (error: Error) => (error.name === 'ResourceNotFoundException' ? true : undefined),
  );

describe('a schedule for one moment', () => {
  it('has a name of its own', async () => {
    await schedule('twice', 3600);
    await expect(schedule('twice', 3600)).rejects.toMatchObject({ name: 'ConflictException' });
  });
  it('calls its target with its input at that moment, and is deleted', async () => {
    const due = Date.now() + 2_000;
    await schedule('lock-1', 2);
    expect(await cloud.seenAtLeast(1, 40)).toContainEqual({ eventId: 'lock-1', startVersion: 1 });
    expect(Date.now()).toBeGreaterThanOrEqual(due - 1_000);
    await until('the schedule to be gone', () => gone('lock-1'));
  });
  it('in the past is accepted and run at once, where AWS refuses it', async () => {
    await schedule('late', -60);
    await until(
      'the call',
      async () => ((await cloud.seen<{ eventId: string }>()).some(({ eventId }) => eventId === 'late') ? true : undefined),
      40,
    );
  });
});
