import { ConflictException, type CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { broken } from '../../support/dynamo-calls.ts';
import { current, spend } from './run.ts';

/** Stands in for the Scheduler's client: a run's schedules are its own. */
export class SchedulerStandIn {
  async send({ input: { Name = '', ScheduleExpression = '', Target } }: CreateScheduleCommand): Promise<object> {
    const run = current();
    if (!run) return {};
    spend();
    const lot = run.calm ? 1 : run.lot(`schedule ${Name}`) / (run.weather || 0.001);
    if (lot < 0.02) throw broken();
    if (!run.schedules.create(Name, ScheduleExpression, Target?.Input ?? ''))
      throw new ConflictException({ Message: 'there is one of this name', message: '', $metadata: {} });
    if (lot < 0.04) throw broken();
    return {};
  }
}
