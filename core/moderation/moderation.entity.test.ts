import { expect, it } from 'vitest';
import type { UserId } from '#schemas/common';
import { appealEntity } from './appeal.entity.ts';
import { caseNumbersPart, decidedCasePart, newCasePart, openCasePart, type StoredCase } from './case.store.ts';
import { caseDecisionEntity } from './case-decision.entity.ts';
import { NO_REPORTS, withReport } from './case-rules.ts';
import { copiedSpeakerEntity } from './copied-speaker.entity.ts';
import { openCaseEntity } from './open-case.entity.ts';
import { reportEntity } from './report.entity.ts';
import { reportCaseEntity } from './report-case.entity.ts';
import { reportedCopyEntity } from './reported-copy.entity.ts';

const [caseId, userId] = ['0190a000-0000-7000-8000-000000000001', '0190a000-0000-7000-8000-000000000002' as UserId];
const at = '2026-11-23T12:00:00.000Z';

it('keeps its keys', () => {
  expect(reportEntity().get({ caseId, reporterId: userId }).params()).toMatchSnapshot('report');
  expect(reportEntity().query.byReporter({ reporterId: userId }).params()).toMatchSnapshot('reports of a person');
  expect(reportCaseEntity().get({ caseId }).params()).toMatchSnapshot('case');
  expect(reportCaseEntity().query.byOrder({ status: 'open' }).lt({ order: '7' }).params()).toMatchSnapshot('open cases');
  expect(reportCaseEntity().query.byOwner({ userId }).params()).toMatchSnapshot('cases about a person');
  expect(openCaseEntity().get({ subjectType: 'user', subjectId: userId }).params()).toMatchSnapshot('open case');
  expect(reportedCopyEntity().get({ caseId, hash: 'aB' }).params()).toMatchSnapshot('copy');
  expect(copiedSpeakerEntity().get({ userId, caseId, hash: 'aB' }).params()).toMatchSnapshot('speaker of a copy');
  expect(caseDecisionEntity().get({ caseId, number: 2 }).params()).toMatchSnapshot('decision');
  expect(appealEntity().get({ userId, number: 2 }).params()).toMatchSnapshot('appeal');
});

it('keeps its conditions', () => {
  const numbers = withReport(NO_REPORTS, { reason: 'scam', share: 500, at });
  const one = { caseId, subjectType: 'user', subjectId: userId, userId, openedAt: at, copies: ['aB'] } as const;
  expect(newCasePart({ ...one, copies: ['aB'] }, numbers).params()).toMatchSnapshot('new');
  const stored = { ...one, ...numbers, status: 'open', order: '6.1', decisions: 0, revision: 3 } as unknown as StoredCase;
  expect(openCasePart(caseId).params()).toMatchSnapshot('open');
  expect(caseNumbersPart(stored, numbers, ['aB']).params()).toMatchSnapshot('numbers');
  const decision = { caseId, number: 1, action: 'ban', reason: 'x', by: userId, at } as const;
  expect(decidedCasePart(stored, decision, { banScope: 'all', banNumber: 1 }).params()).toMatchSnapshot('decided');
});
