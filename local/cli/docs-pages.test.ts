import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveDocs } from './docs-pages.ts';

let server: Awaited<ReturnType<typeof serveDocs>>;
beforeAll(async () => {
  server = await serveDocs(0);
});
afterAll(() => server.close());

it.each(['/', '/socket'])('the page %s loads all of its parts from loopback, and nothing from elsewhere', async (path) => {
  const response = await fetch(`${server.url}${path}`);
  const html = await response.text();
  const parts = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+)"/g)].flatMap(([, part = '']) =>
    part.startsWith('data:') ? [] : [part],
  );
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.filter((part) => !part.startsWith('/'))).toEqual([]);
  for (const part of parts) {
    const { status, headers } = await fetch(`${server.url}${part}`);
    expect([part, status, headers.get('content-type')]).toEqual([part, 200, expect.stringMatching(/^text\/(css|javascript);/)]);
  }
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
  expect(new URL(server.url).hostname).toBe('127.0.0.1');
});

it('serves the documents as the contracts have them now, and no other file', async () => {
  const document = async (name: string) => (await fetch(`${server.url}/${name}.json`)).json();
  expect(await document('openapi')).toMatchObject({ openapi: '3.1.1', paths: { '/api/v1/picks': {} } });
  expect(await document('asyncapi')).toMatchObject({ asyncapi: '3.0.0' });
  for (const path of ['/package.json', '/..%2Fpackage.json', '/node_modules/ajv/package.json'])
    expect((await fetch(`${server.url}${path}`)).status).toBe(404);
});
