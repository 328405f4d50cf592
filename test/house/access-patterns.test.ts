import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sources } from './source.ts';

const page = readFileSync(new URL('../../docs/access-patterns.md', import.meta.url), 'utf8');
const table = page.slice(page.indexOf('## Entities'), page.indexOf('## Signing in'));
const described = new Set([...table.matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []));

it('docs/access-patterns.md describes every entity, and none that is gone', () => {
  const entities = sources()
    .filter(({ path }) => path.endsWith('.entity.ts'))
    .flatMap(({ text }) => [...text.matchAll(/= entity\('(\w+)'/g)].map(([, name]) => name));
  expect([...described].toSorted()).toEqual(entities.toSorted());
});
