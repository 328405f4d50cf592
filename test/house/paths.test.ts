import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FILE, text } from '../../docs/paths.ts';

it('schemas/paths.ts has the paths of the contracts', () => {
  const fresh = readFileSync(FILE, 'utf8') === text();
  expect(fresh, 'schemas/paths.ts differs from the contracts: npm run generate writes it').toBe(true);
});
