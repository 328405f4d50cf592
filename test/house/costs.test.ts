import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { MONTH } from '../../bench/bill/month.ts';
import { SCENARIOS } from '../../bench/units/scenarios/index.ts';
import * as costs from '../../docs/costs.ts';
import { doors } from '../../lib/constructs/bundle.ts';
import { sources, walk } from './source.ts';

/** Names of the metrics that core prints: the first argument of each `count('...')` and `took('...')`. */
function metrics(): string[] {
  const found = new Set<string>();
  for (const { tree } of sources().filter(({ path }) => /^(core|lambdas)\//.test(path) && !path.endsWith('.test.ts')))
    walk(tree, (node) => {
      if (!ts.isCallExpression(node) || !['count', 'took'].includes(node.expression.getText())) return;
      const [name] = node.arguments;
      if (name && ts.isStringLiteral(name)) found.add(name.text);
    });
  return [...found].toSorted();
}

/** Doors that only an operator or a rare event calls, so that a month does not show them. */
const RARE = [
  'http/admin',
  'http/not-found',
  'operator/ban-user',
  'operator/erase-again',
  'operator/import-results',
  'operator/release-address',
  'operator/restore-conversation',
  'operator/set-role',
  'operator/switch-sms',
  'queues/deliver-critical',
  'queues/hold-address',
  'queues/import-file',
  'queues/update-open-review',
];

describe('the month of docs/costs.md', () => {
  const steps = MONTH.traffic.flatMap((row) => row.steps);
  it('runs every function that is deployed, except rare ones', () => {
    const run = new Set([...steps.map(({ door }) => door), ...steps.flatMap(({ also = [] }) => also)]);
    expect([...run, ...RARE].toSorted()).toEqual(doors());
  });
  it('has every metric of our own', () => {
    expect(MONTH.metrics.map(({ name }) => name).toSorted()).toEqual(metrics());
  });
  it('costs each step by a scenario that there is', () => {
    for (const { run } of steps) expect(SCENARIOS.map(({ name }) => name)).toContain(run);
  });
  it('is what npm run generate writes', () => {
    for (const { file, text } of costs.FILES) {
      const isFresh = readFileSync(file, 'utf8') === text();
      expect(isFresh, 'docs/costs.md differs from its figures: npm run generate writes it').toBe(true);
    }
  });
});
