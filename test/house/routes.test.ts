import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import openApi from '../../docs/openapi.json' with { type: 'json' };
import type { Contract } from '../../schemas/contract.ts';
import { type Domain, ROUTES } from '../../schemas/routes.ts';
import { type Source, sources, walk } from './source.ts';

const files = sources();
const byDomain = Object.entries(ROUTES) as [Domain, readonly Contract[]][];
const contracts = byDomain.flatMap(([, of]) => of);

/** The contracts of a handler's table: the first word of each `on(Contract, ...)`. */
function handled({ tree }: Source): string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'on') found.push(node.arguments[0]?.getText() ?? '');
  });
  return found;
}

/** What a file of schemas/ makes with `contract({ name: ... })`. */
function made({ tree }: Source): string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== 'contract' || !ts.isVariableDeclaration(node.parent)) return;
    found.push(node.parent.name.getText());
  });
  return found;
}

describe('every route is said once and known everywhere', () => {
  it.each(byDomain)('lambdas/http/%s.ts handles its contracts and no others', (domain, wanted) => {
    const file = files.find(({ path }) => path === `lambdas/http/${domain}.ts`);
    expect(file && handled(file).toSorted()).toEqual(wanted.map(({ name }) => name).toSorted());
  });
  it('every contract stands in ROUTES, under its own name', () => {
    const all = files.filter(({ path }) => path.startsWith('schemas/') && path !== 'schemas/contract.ts').flatMap(made);
    expect(contracts.map(({ name }) => name).toSorted()).toEqual(all.toSorted());
  });
  it('no handler stands beside the domains', () => {
    const doors = files
      .map(({ path }) => /^lambdas\/http\/([^/]+)\.ts$/.exec(path)?.[1])
      .filter((name) => name !== undefined && !name.endsWith('.test'));
    expect(doors).toEqual([...Object.keys(ROUTES), 'not-found'].toSorted());
  });
  it('docs/openapi.json describes them, and nothing else', () => {
    const described = Object.entries(openApi.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual(contracts.map(({ method, path }) => `${method} ${path}`).toSorted());
  });
  it('no two contracts share a route or a name', () => {
    expect(new Set(contracts.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)).size).toBe(
      contracts.length,
    );
    expect(new Set(contracts.map(({ name }) => name)).size).toBe(contracts.length);
  });
  it.each(contracts)(
    '$name names its path parameters, refuses unknown fields and pages as promised',
    ({ path, params, query, body, paged }) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(params?.shape ?? {})).toEqual(inPath);
      for (const part of [params, query, body]) expect(part?.def.catchall?._zod.def.type ?? 'never').toBe('never');
      expect(paged === true).toBe(query !== undefined && 'cursor' in query.shape && 'limit' in query.shape);
    },
  );
});
