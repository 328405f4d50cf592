import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import openApi from '../../docs/openapi.json' with { type: 'json' };
import { ACTIONS, ClientMessage } from '../../schemas/actions.ts';
import type { Contract } from '../../schemas/contract.ts';
import { type Domain, ROUTES } from '../../schemas/routes.ts';
import { type Source, sources, walk } from './source.ts';

const files = sources();
const byDomain = Object.entries(ROUTES) as [Domain, readonly Contract[]][];
const contracts = byDomain.flatMap(([, of]) => of);

/**
 * The contracts of a door's table: the first argument of each `on(Contract, ...)` and `adminAction(Contract, ...)`, or of a socket's
 * `onAction(Action, ...)`.
 */
function handled({ tree }: Source, ...binders: readonly string[]): string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (ts.isCallExpression(node) && binders.includes(node.expression.getText())) found.push(node.arguments[0]?.getText() ?? '');
  });
  return found;
}

/** The constants of a file that are made with `contract({ ... })` or `action({ ... })`. */
function made({ tree }: Source, maker = 'contract'): string[] {
  const found: string[] = [];
  walk(tree, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== maker || !ts.isVariableDeclaration(node.parent)) return;
    found.push(node.parent.name.getText());
  });
  return found;
}

/** The objects that a body may be. */
const shapesOf = (body: Contract['body']) => (body && 'options' in body ? body.options : [body]);

describe('every route is said once and known everywhere', () => {
  it.each(byDomain)('lambdas/http/%s.ts handles its contracts and no others', (domain, wanted) => {
    const file = files.find(({ path }) => path === `lambdas/http/${domain}.ts`);
    expect(file && handled(file, 'on', 'adminAction').toSorted()).toEqual(wanted.map(({ name }) => name).toSorted());
  });
  it('every contract stands in ROUTES, under its own name', () => {
    const all = files
      .filter(({ path }) => path.startsWith('schemas/') && path !== 'schemas/contract.ts')
      .flatMap((file) => made(file));
    expect(contracts.map(({ name }) => name).toSorted()).toEqual(all.toSorted());
  });
  it('no handler stands beside the domains', () => {
    const doors = files
      .map(({ path }) => /^lambdas\/http\/([^/]+)\.ts$/.exec(path)?.[1])
      .filter((name) => name !== undefined && !name.endsWith('.test'));
    expect(doors.toSorted()).toEqual([...Object.keys(ROUTES), 'not-found'].toSorted());
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
      for (const part of [params, query, ...shapesOf(body)]) expect(part?.def.catchall?._zod.def.type ?? 'never').toBe('never');
      expect(paged === true).toBe(query !== undefined && 'cursor' in query.shape && 'limit' in query.shape);
    },
  );
  it.each(contracts)('$name replies in the envelope below /api/v1, and in plain text or by a redirect elsewhere', (contract) => {
    const enveloped = Object.values(contract.replies).some((reply) => reply instanceof z.ZodType);
    if (!contract.path.startsWith('/api/v1/')) expect(enveloped).toBe(false);
    if (contract.paged) expect(Object.keys(contract.replies)).toEqual(['200']);
    expect(Object.keys(contract.replies)).not.toEqual([]);
  });
  it.each(contracts)('$name has one limit for each length of a window', ({ limits = [] }) => {
    expect(new Set(limits.map(({ seconds }) => seconds)).size).toBe(limits.length);
  });
  it.each(contracts)(
    '$name has no window longer than a day, after which the row of its caller may be gone',
    ({ limits = [] }) => {
      for (const { seconds } of limits) expect(seconds).toBeLessThanOrEqual(86_400);
    },
  );
});

describe('a key or a limit of accepted calls', () => {
  /** The contracts that commitOnce() writes for: the `contract` of its first argument. */
  const committed = files
    .filter(({ path }) => path.startsWith('core/'))
    .flatMap(({ tree }) => {
      const found: string[] = [];
      walk(tree, (node) => {
        if (!ts.isCallExpression(node) || node.expression.getText() !== 'commitOnce') return;
        const [request] = node.arguments;
        if (!request || !ts.isObjectLiteralExpression(request)) return;
        for (const field of request.properties)
          if (ts.isPropertyAssignment(field) && field.name.getText() === 'contract') found.push(field.initializer.getText());
      });
      return found;
    });
  it('is kept by commitOnce() in the use case of each contract that has one', () => {
    const wanted = [...contracts, ...ACTIONS].filter(
      (one) => ('idempotencyKey' in one && one.idempotencyKey) || one.limits?.some(({ counts }) => counts === 'accepted'),
    );
    expect(wanted.map(({ name }) => name)).toContain('PlacePick');
    expect(committed.toSorted()).toEqual(wanted.map(({ name }) => name).toSorted());
  });
});

describe('every action of a socket', () => {
  const names = ACTIONS.map(({ name }) => name).toSorted();
  it('is handled by lambdas/websocket/messages.ts', () => {
    const door = files.find(({ path }) => path === 'lambdas/websocket/messages.ts');
    expect(door && handled(door, 'onAction').toSorted()).toEqual(names);
  });
  it('stands in ACTIONS and in ClientMessage', () => {
    const all = files.filter(({ path }) => path.startsWith('schemas/')).flatMap((file) => made(file, 'action'));
    expect(all.toSorted()).toEqual(names);
    expect(new Set<unknown>(ClientMessage.options)).toEqual(new Set<unknown>(ACTIONS.map(({ message }) => message)));
  });
});
