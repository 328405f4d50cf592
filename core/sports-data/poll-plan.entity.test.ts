import { expect, it } from 'vitest';
import { pollPlanEntity } from './poll-plan.entity.ts';

it('plans of polls keep their keys', () => {
  const row = { list: 'all', job: 'events', league: 'nfl', nextAt: '2026-09-13T17:00:00.000Z', newest: '' } as const;
  expect({
    all: pollPlanEntity().query.primary({ list: 'all' }).params(),
    one: pollPlanEntity().put(row).params(),
  }).toMatchSnapshot();
});
