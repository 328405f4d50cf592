import { describe, expect, it } from 'vitest';
import { type Import, type Source, sources } from './source.ts';

/** Product code and what may stand behind its imports. Tests may reach for anything. */
const files = sources().filter(({ path }) => !path.endsWith('.test.ts'));
const layerOf = (path: string): string => path.slice(0, path.indexOf('/'));
const domainOf = (path: string): string | undefined => /^core\/([^/]+)\//.exec(path)?.[1];
/** Folders of core that are not domains: everybody's ground. */
const GROUND = ['data', 'platform'];

interface Rule {
  readonly name: string;
  readonly of: (path: string) => boolean;
  readonly allows: (from: string, to: Import) => boolean;
}

const within =
  (...layers: readonly string[]) =>
  (path: string): boolean =>
    layers.includes(layerOf(path));

const RULES: readonly Rule[] = [
  {
    name: 'schemas know zod and each other',
    of: within('schemas'),
    allows: (_, { target, inside }) => (inside ? within('schemas')(target) : target === 'zod'),
  },
  {
    name: 'core knows core and schemas, no AWS event, no CDK',
    of: within('core'),
    allows: (_, { target, inside }) =>
      inside ? within('core', 'schemas')(target) : !/^(@types\/)?aws-lambda$|^@middy\/|^aws-cdk-lib|^constructs$/.test(target),
  },
  {
    name: "a domain of core knows another one by its index.ts, which is the other's public door",
    of: (path) => domainOf(path) !== undefined,
    allows: (from, { target, inside }) => {
      const domain = inside ? domainOf(target) : undefined;
      return domain === undefined || domain === domainOf(from) || GROUND.includes(domain) || target === `core/${domain}/index.ts`;
    },
  },
  {
    name: 'of the domains, notifications and messaging alone know realtime',
    of: (path) => !['messaging', 'notifications', 'realtime', undefined].includes(domainOf(path)),
    allows: (_, { target }) => domainOf(target) !== 'realtime',
  },
  {
    name: 'a domain of core does not know its own index.ts',
    of: (path) => domainOf(path) !== undefined,
    allows: (from, { target }) => target !== `core/${domainOf(from)}/index.ts`,
  },
  {
    name: 'what all domains stand on knows none of them',
    of: (path) => GROUND.includes(domainOf(path) ?? ''),
    allows: (_, { target, inside }) => !inside || domainOf(target) === undefined || GROUND.includes(domainOf(target) ?? ''),
  },
  {
    name: 'lambdas know their middleware, the public doors of core, and schemas',
    of: within('lambdas'),
    allows: (_, { target, inside }) => {
      if (!inside) return !/^aws-cdk-lib|^constructs$|^electrodb$/.test(target);
      const domain = domainOf(target);
      if (domain !== undefined) return GROUND.includes(domain) || target === `core/${domain}/index.ts`;
      return target.startsWith('lambdas/middleware/') || within('core', 'schemas')(target);
    },
  },
  {
    name: 'middy stays in lambdas/middleware',
    of: (path) => !path.startsWith('lambdas/middleware/'),
    allows: (_, { target }) => !target.startsWith('@middy/'),
  },
  {
    name: "lib knows schemas and, of core, the table's names; the types of core are free, since nothing of them is left when it runs",
    of: within('lib'),
    allows: (_, { target, inside, typeOnly }) =>
      !inside || within('lib', 'schemas')(target) || target === 'core/data/keys.ts' || (typeOnly && within('core')(target)),
  },
  { name: 'bin knows lib', of: within('bin'), allows: (_, { target, inside }) => !inside || within('lib')(target) },
  {
    name: 'nothing that is deployed knows local, test, bench, docs or client',
    of: within('bin', 'lib', 'lambdas', 'core', 'schemas'),
    allows: (_, { target, inside }) => !inside || !within('local', 'test', 'bench', 'docs', 'client')(target),
  },
  {
    name: 'the client knows nothing but itself, not even types: it is published alone',
    of: (path) => path.startsWith('client/') && !path.startsWith('client/example/'),
    allows: (_, { target, inside }) => inside && within('client')(target),
  },
  {
    name: "the console's page knows its own files and the typed client, as an app does; types are free",
    of: (path) => path.startsWith('local/console/src/'),
    allows: (_, { target, inside, typeOnly }) =>
      typeOnly || (inside ? /^(local\/console\/src\/|client\/index\.ts$)/.test(target) : /^preact(\/|$)/.test(target)),
  },
  {
    name: 'the packages that make and click the console stand beside it alone',
    of: (path) => !/^(local\/console|test\/browser)\//.test(path),
    allows: (_, { target, inside }) => inside || !/^(preact|vite|playwright-core)(\/|$)/.test(target),
  },
  {
    name: 'the reference of grading shares no code, and no types, with what it is compared with',
    of: (path) => path.startsWith('test/reference/'),
    allows: (_, { target, inside }) => (inside ? target.startsWith('test/reference/') : target === 'node:fs'),
  },
];

const broken = ({ of, allows }: Rule, all: readonly Source[]): string[] =>
  all
    .filter(({ path }) => of(path))
    .flatMap(({ path, imports }) => imports.filter((each) => !allows(path, each)).map(({ target }) => `${path} -> ${target}`));

describe('imports', () => {
  it.each(RULES)('$name', (rule) => {
    expect(broken(rule, files)).toEqual([]);
  });
  it('are all understood', () => {
    const known = new Set(sources().map(({ path }) => path));
    const unknown = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ target, inside }) => inside && target.endsWith('.ts') && !known.has(target))
        .map(({ target }) => `${path} -> ${target}`),
    );
    expect(unknown).toEqual([]);
  });
});

/** The nodes that stand on a circle of `graph`, or between two circles. */
function onCircles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const left = new Map(graph);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [node, targets] of left) if (!targets.some((target) => left.has(target))) left.delete(node);
    const imported = new Set([...left.values()].flat());
    for (const node of left.keys()) if (!imported.has(node)) left.delete(node);
  }
  return [...left.keys()].toSorted();
}

describe('circles of imports, those of types included', () => {
  const product = files.filter(({ path }) => !within('test', 'bench')(path));
  const targetsOf = ({ imports }: Source) => imports.filter(({ inside }) => inside).map(({ target }) => target);
  it('do not lead through files', () => {
    expect(onCircles(new Map(product.map((file) => [file.path, targetsOf(file)])))).toEqual([]);
  });
  /** The graph of the groups that `groupOf` puts files into; files of no group are left out. */
  const groups = (groupOf: (path: string) => string | undefined): Map<string, string[]> => {
    const members = Map.groupBy(product, ({ path }) => groupOf(path));
    members.delete(undefined);
    return new Map(
      [...members].map(([group = '', of]) => [
        group,
        of.flatMap(targetsOf).flatMap((target) => {
          const to = groupOf(target);
          return to === undefined || to === group ? [] : [to];
        }),
      ]),
    );
  };
  it('do not lead through domains of core', () => {
    const graph = groups(domainOf);
    expect(graph.size).toBeGreaterThan(10);
    expect(onCircles(graph)).toEqual([]);
  });
  it('do not lead through folders inside a domain', () => {
    const graph = groups((path) => /^core\/[^/]+\/[^/]+(?=\/)/.exec(path)?.[0]);
    expect(graph.size).toBeGreaterThan(5);
    expect(onCircles(graph)).toEqual([]);
  });
  it('are found, of one file and of several, and nothing that only leads to them', () => {
    const graph = { a: ['b'], b: ['c'], c: ['b', 'd'], d: [], e: ['e'], f: ['e', 'gone'] };
    expect(onCircles(new Map(Object.entries(graph)))).toEqual(['b', 'c', 'e']);
  });
});

describe('these rules', () => {
  const from = (path: string, target: string, inside = true, typeOnly = false) =>
    RULES.filter((rule) => broken(rule, [{ path, imports: [{ target, inside, typeOnly }] } as unknown as Source]).length > 0)
      .length;

  it.each([
    ['schemas/picks.ts', 'core/odds/index.ts', true],
    ['schemas/picks.ts', 'electrodb', false],
    ['core/picks/place-pick.ts', 'core/events/event.store.ts', true],
    ['core/picks/place-pick.ts', 'core/picks/index.ts', true],
    ['core/picks/place-pick.ts', 'lambdas/middleware/http.ts', true],
    ['core/picks/place-pick.ts', 'aws-lambda', false],
    ['core/data/entity.ts', 'core/picks/index.ts', true],
    ['core/picks/place-pick.ts', 'core/realtime/index.ts', true],
    ['lambdas/http/picks.ts', 'core/picks/place-pick.ts', true],
    ['lambdas/http/picks.ts', 'lambdas/http/users.ts', true],
    ['lambdas/http/picks.ts', '@middy/core', false],
    ['lib/stacks/gateway.ts', 'core/limits/index.ts', true],
    ['lib/stacks/gateway.ts', 'local/dev/seed.ts', true],
    ['lib/stacks/gateway.ts', 'local/console/server.ts', true],
    ['lambdas/http/picks.ts', 'preact', false],
    ['local/console/src/main.tsx', 'local/console/server.ts', true],
    ['local/console/src/main.tsx', 'node:fs', false],
    ['local/console/src/main.tsx', 'schemas/picks.ts', true],
    ['bin/youbet.ts', 'core/data/keys.ts', true],
    ['client/client.ts', 'schemas/picks.ts', true],
    ['client/client.ts', 'zod', false],
    ['client/client.ts', 'node:crypto', false],
  ])('refuse %s -> %s', (path, target, inside) => {
    expect(from(path, target, inside)).toBeGreaterThan(0);
  });
  it.each([
    ['core/picks/place-pick.ts', 'core/events/index.ts', true, false],
    ['core/notifications/deliver.ts', 'core/realtime/index.ts', true, false],
    ['core/picks/place-pick.ts', 'core/data/transaction.ts', true, false],
    ['lambdas/http/picks.ts', 'core/picks/index.ts', true, false],
    ['lib/stacks/data.ts', 'core/data/keys.ts', true, false],
    ['lib/environments.ts', 'core/limits/limit-settings.ts', true, true],
  ])('allow %s -> %s', (path, target, inside, typeOnly) => {
    expect(from(path, target, inside, typeOnly)).toBe(0);
  });
});
