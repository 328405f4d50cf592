import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { asText, UNIONS } from '../../docs/asyncapi.ts';

it('docs/asyncapi.json says what schemas/messages.ts promises (node docs/asyncapi.ts writes it)', () => {
  expect(readFileSync(new URL('../../docs/asyncapi.json', import.meta.url), 'utf8')).toBe(asText());
});

it('describes every message, and none that is not sent', () => {
  for (const [union, described] of UNIONS) expect(new Set<unknown>(union.options)).toEqual(new Set<unknown>(described));
});
