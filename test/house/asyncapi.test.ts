import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FILE, text, UNIONS } from '../../docs/asyncapi.ts';
import { SOCKET_EXAMPLES } from '../../docs/socket-examples.ts';

it('docs/asyncapi.json says what schemas/messages.ts promises', () => {
  const fresh = readFileSync(FILE, 'utf8') === text();
  expect(fresh, 'docs/asyncapi.json differs from the messages: npm run generate writes it').toBe(true);
});

it('describes every message, and none that is not sent', () => {
  for (const [union, described] of UNIONS) expect(new Set<unknown>(union.options)).toEqual(new Set<unknown>(described));
});

it('has a tag for each message', () => {
  const { messages } = JSON.parse(text()).components as { messages: Record<string, { tags: unknown[] }> };
  for (const [name, { tags }] of Object.entries(messages)) expect(tags, name).toHaveLength(1);
});

it('has examples of the messages that it describes, and of no other', () => {
  const described = UNIONS.flatMap(([, messages]) => messages.map((message) => message.meta()?.id));
  expect(Object.keys(SOCKET_EXAMPLES).toSorted()).toEqual([...new Set(described)].toSorted());
});
