import ts from 'typescript';
import { expect, it } from 'vitest';
import { type Source, sources } from './source.ts';

const PRODUCT = /^(core|schemas|lambdas|lib|bin|local)\//;
const product = sources().filter(({ path }) => PRODUCT.test(path) && !path.endsWith('.test.ts'));

interface Declared {
  readonly name: string;
  readonly path: string;
  readonly isExported: boolean;
}

/** The types that a file declares: aliases, interfaces, classes and enums. */
const declaredIn = ({ path, tree }: Source): Declared[] =>
  tree.statements.flatMap((node) => {
    const isType =
      ts.isTypeAliasDeclaration(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isClassDeclaration(node) ||
      ts.isEnumDeclaration(node);
    if (!isType || node.name === undefined) return [];
    const isExported = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    return [{ name: node.name.text, path, isExported }];
  });

it('the name of an exported type stands in one file of core, schemas, lambdas, lib, bin and local', () => {
  const byName = Map.groupBy(product.flatMap(declaredIn), ({ name }) => name);
  expect(byName.size).toBeGreaterThan(100);
  const twice = [...byName].filter(([, all]) => all.length > 1 && all.some(({ isExported }) => isExported));
  expect(twice.map(([name, all]) => `${name}: ${all.map(({ path }) => path).join(', ')}`)).toEqual([]);
});
