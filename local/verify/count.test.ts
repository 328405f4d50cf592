import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { countOf, NOTHING, ONE_FAILED, ONE_PASSED, sum } from './count.ts';

const folder = mkdtempSync(join(tmpdir(), 'count-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(content: object): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [], ...content }));
  return file;
}
const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((each) => ({ status: each })) });

it('counts the tests of a report', () => {
  const testResults = [file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')];
  expect(countOf(report({ numPassedTests: 3, numFailedTests: 1, testResults }))).toEqual({ passed: 3, failed: 1 });
});
it('counts a file that could not be run as one failure', () => {
  expect(countOf(report({ numPassedTests: 3, testResults: [file('failed')] }))).toEqual({ passed: 3, failed: 1 });
});
it('counts a skipped test as a failure', () => {
  expect(countOf(report({ numPassedTests: 3, numPendingTests: 2, testResults: [] }))).toEqual({ passed: 3, failed: 2 });
});
it('counts a missing report as one failure', () => {
  expect(countOf(join(folder, 'no-such-file.json'))).toEqual(ONE_FAILED);
});
it('adds counts up', () => {
  expect(sum([])).toEqual(NOTHING);
  expect(sum([ONE_PASSED, ONE_FAILED, ONE_PASSED])).toEqual({ passed: 2, failed: 1 });
});
