import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REASONS, type ReportReason } from '#schemas/moderation';
import { actionsOn, NO_REPORTS, orderOf, shareOf, withReport } from './case-rules.ts';

const reasons = Object.keys(REASONS) as ReportReason[];
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 12, minute)).toISOString();

describe('the numbers of a case', () => {
  it('do not depend on the order in which reports come', () => {
    const report = fc.record({
      reason: fc.constantFrom(...reasons),
      share: fc.integer({ min: 1, max: 999 }),
      at: fc.integer({ min: 0, max: 59 }).map(at),
    });
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 8 }), (reports) => {
        const [there, back] = [reports, reports.toReversed()].map((all) => all.reduce(withReport, NO_REPORTS));
        expect(back).toEqual(there);
        expect(there?.reporters).toBe(reports.length);
      }),
    );
  });
  it('keep the first instant of a reason that alarms', () => {
    const reports = [
      { reason: 'spam', share: 500, at: at(1) },
      { reason: 'scam', share: 500, at: at(9) },
      { reason: 'underage', share: 500, at: at(5) },
    ] as const;
    expect(reports.reduce(withReport, NO_REPORTS)).toMatchObject({ alarmSince: at(5), severity: 4, weight: 1_500 });
    expect(withReport(NO_REPORTS, reports[0]).alarmSince).toBeUndefined();
  });
});

describe('the order of open cases', () => {
  const order = (severity: number, weight: number) => orderOf({ severity, weight });
  it('is by severity, and only then by weight, whatever the weight is', () => {
    expect(order(4, 1) < order(3, 10 ** 12)).toBe(true);
    expect(order(3, 501) < order(3, 500)).toBe(true);
    expect(order(3, 10 ** 12)).toBe(order(3, 10 ** 13));
  });
  it('of decided ones is from the newest', () => {
    const decided = (decidedAt: string) => orderOf({ severity: 1, weight: 1, decidedAt });
    expect(decided(at(2)) < decided(at(1))).toBe(true);
  });
});

it('a reporter weighs by the share of their reports that were upheld, half at first', () => {
  expect(shareOf([])).toBe(500);
  expect(shareOf(['hide', 'ban', 'hide'])).toBe(800);
  expect(shareOf(['dismiss', 'restore', 'dismiss'])).toBe(200);
});

it.each([
  ['user', 'open', undefined, ['dismiss', 'ban']],
  ['pick', 'open', undefined, ['dismiss', 'hide', 'ban']],
  ['ban', 'open', undefined, ['dismiss', 'restore']],
  ['pick', 'decided', 'hide', ['restore']],
  ['user', 'decided', 'ban', ['restore']],
  ['pick', 'decided', 'dismiss', []],
  ['pick', 'decided', 'restore', []],
  ['ban', 'decided', 'dismiss', []],
] as const)('a case of a %s that is %s (%s) takes %j', (subjectType, status, action, taken) => {
  expect(actionsOn({ subjectType, status, action })).toEqual(taken);
});
