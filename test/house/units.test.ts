import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readMeasured } from '../../bench/units/file.ts';
import { SIZES } from '../../bench/units/scenario.ts';
import { SCENARIOS } from '../../bench/units/scenarios/index.ts';
import * as accessPatterns from '../../docs/access-patterns.ts';
import { doors } from '../../lib/constructs/bundle.ts';
import { ACTIONS } from '../../schemas/actions.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { sources, walk } from './source.ts';

/** The projections in the table of a stream's reader. */
function projections(): string[] {
  const found: string[] = [];
  for (const { tree } of sources().filter(({ path }) => path.startsWith('lambdas/streams/')))
    walk(tree, (node) => {
      if (ts.isArrayLiteralExpression(node)) found.push(...node.elements.map(nameOf));
    });
  return found;
}

/** A projection by its name, also one that is made there: `countReactions(trends)`. */
const nameOf = (element: ts.Expression): string =>
  ts.isCallExpression(element) ? element.expression.getText() : element.getText();

/** Doors whose routes, actions and projections have scenarios of their own. */
const BY_PARTS = /^(http|streams)\//;

describe('the cost of every use case is measured', () => {
  const measured = new Set(SCENARIOS.flatMap(({ of }) => of));
  const contracts = Object.values(ROUTES).flatMap((all) => all.map(({ name }) => name));
  const wanted = [
    ...contracts,
    ...ACTIONS.map(({ name }) => name),
    ...doors().filter((door) => !BY_PARTS.test(door)),
    ...projections(),
  ];
  it.each(wanted)('of %s', (name) => {
    expect(measured).toContain(name);
  });
  it('and of nothing that is gone', () => {
    expect([...measured].filter((name) => !wanted.includes(name))).toEqual([]);
  });
  it('in scenarios of different names, each with a line in bench/units/measured.json', () => {
    const names = SCENARIOS.flatMap(({ name, growth, most = Number.POSITIVE_INFINITY }) =>
      (growth === undefined ? [0] : SIZES.filter((size) => size <= most)).map((size) => `${name} ${size}`),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(readMeasured().map(({ name, size }) => `${name} ${size}`)).toEqual(names);
  });
});

it('docs/access-patterns.md has the tables of bench/units/measured.json', () => {
  for (const { file, text } of accessPatterns.FILES) {
    const isFresh = readFileSync(file, 'utf8') === text();
    expect(isFresh, 'docs/access-patterns.md differs from bench/units/measured.json: npm run generate writes it').toBe(true);
  }
});
