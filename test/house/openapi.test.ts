import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FILE, text } from '../../docs/openapi.ts';

it('docs/openapi.json says what the contracts promise (npm run openapi writes it)', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(text());
});
