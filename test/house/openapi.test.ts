import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FILE, text } from '../../docs/openapi.ts';

it('docs/openapi.json says what the contracts promise', () => {
  const fresh = readFileSync(FILE, 'utf8') === text();
  expect(fresh, 'docs/openapi.json differs from the contracts: npm run generate writes it').toBe(true);
});
