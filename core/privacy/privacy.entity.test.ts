import { expect, it } from 'vitest';
import { deletionEntity } from './deletion.entity.ts';
import { exportJobEntity } from './export-job.entity.ts';
import { legalHoldEntity } from './legal-hold.entity.ts';
import { privacyTaskEntity } from './privacy-task.entity.ts';

const userId = '0190a000-0000-7000-8000-000000000001';

it('the entities of exports and deletions keep their keys', () => {
  expect(exportJobEntity().get({ userId }).params()).toMatchSnapshot('export');
  expect(deletionEntity().get({ userId }).params()).toMatchSnapshot('deletion');
  expect(legalHoldEntity().get({ userId }).params()).toMatchSnapshot('legal hold');
  expect(privacyTaskEntity().get({ userId, task: 'erase' }).params()).toMatchSnapshot('task');
  const due = privacyTaskEntity().query.byTime({ list: 'due' }).lt({ dueAt: '2026-11-28T12:00:00.001Z' });
  expect(due.params()).toMatchSnapshot('tasks that are due');
});
