import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { app as App } from '../../client/example/app.ts';
import { createClient, GetMe, ListEvents, memory, CreatePost as Post } from '../../client/index.ts';
import { packClient } from '../../local/client/package.ts';
import { ListMessages } from '../../schemas/chat-messages.ts';
import { ListConversations } from '../../schemas/conversations.ts';
import { ListFollowers } from '../../schemas/graph.ts';
import { GetPick } from '../../schemas/picks.ts';
import { CreatePost, ListUserPosts } from '../../schemas/posts.ts';
import { ROOT } from '../house/source.ts';
import { call, newAddress, newHandle, nextCode, type Person, page, signUp } from '../support/client.ts';
import { games, isFootball, onlooker } from '../support/matches.ts';
import { stack } from '../support/stack.ts';

/** The published client against the deployed stack: its example app as a person uses it, and its session as the server rotates it. */

const folder = mkdtempSync(join(tmpdir(), 'youbet-app-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The example, on the package as it is published. */
async function exampleApp(): Promise<typeof App> {
  await packClient(join(folder, 'node_modules/@youbet/client'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  const outfile = join(folder, 'app.js');
  await build({ entryPoints: [join(ROOT, 'client/example/app.ts')], outfile, bundle: true, format: 'esm', packages: 'external' });
  return ((await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as { app: typeof App }).app;
}

it('a page of another origin calls the API, as its browser asks before', async () => {
  const home = `${stack().apiUrl}/api/v1`;
  const origin = 'https://app.example.com';
  const asked = {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization,idempotency-key',
  };
  const preflight = await fetch(`${home}/picks`, { method: 'OPTIONS', headers: asked });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  expect(preflight.headers.get('access-control-allow-methods')?.split(',')).toContain('POST');
  expect(preflight.headers.get('access-control-allow-headers')?.split(',')).toEqual(
    expect.arrayContaining(['authorization', 'content-type', 'idempotency-key']),
  );
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  const read = await fetch(`${home}/sports`, { headers: { origin } });
  expect([read.status, read.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
  expect(read.headers.get('access-control-expose-headers')?.split(',')).toContain('etag');
});

it('an app of the published client signs up, places a pick, follows, reads its feed, and talks over a socket', async () => {
  const [app, ben, matches] = await Promise.all([exampleApp(), signUp('Ben'), games(4)]);
  const match = matches.find(isFootball);
  await call(CreatePost, { as: ben, body: { kind: 'text', text: 'Rams tonight.' } });
  const [address, handle] = [newAddress('Ann'), newHandle('Ann')];
  const shown: string[] = [];
  const newest = () => shown.at(-1) ?? '';
  const { home, away, startsAt } = match?.event ?? {};
  const offer = () => shown.find((line) => line.includes(`${home} - ${away}, ${startsAt}: `))?.split(' ')[0];

  async function* commands(): AsyncGenerator<string> {
    yield 'say too early';
    yield 'events';
    yield `pick ${offer()} 1.5`;
    yield `follow ${ben.handle}`;
    yield 'follow nobody_at_all_here';
    for (yield 'feed'; !newest().includes('Rams tonight.'); yield 'feed') await sleep(3_000);
    yield `chat ${ben.handle}`;
    yield 'say Are you in?';
    yield 'quit';
  }
  const script = commands();
  const answers: Readonly<Record<string, () => Promise<string> | string>> = {
    'Your e-mail address?': () => address,
    'The code?': () => nextCode(address, 0),
    'Your handle?': () => handle,
    'Born on?': () => '1990-05-17',
    '>': async () => (await script.next()).value ?? 'quit',
  };
  await app(stack().apiUrl, { ask: async (question) => answers[question]?.() ?? '', show: (line) => shown.push(line) });

  const placed = shown.map((line) => /^Placed (\S+), until/.exec(line)?.[1]).find((id) => id !== undefined);
  expect(await call(GetPick, { params: { pickId: placed as never } })).toMatchObject({
    ...{ author: { handle }, stakeUnits: '1.5' },
    legs: [{ event: { id: match?.event.id } }],
  });
  expect((await page(ListFollowers, { as: ben, params: { user: ben.handle }, query: {} })).items).toMatchObject([
    { user: { handle } },
  ]);
  expect(shown.filter((line) => line === 'NOT_FOUND').length).toBe(2);
  expect(shown).toContainEqual(expect.stringMatching(/^Sent as #\d+\.$/));
  const requests = await page(ListConversations, { as: ben, query: { folder: 'requests' } });
  const { entries } = await call(ListMessages, {
    as: ben,
    params: { conversationId: requests.items[0]?.id as never },
    query: {},
  });
  expect(entries.at(-1)).toMatchObject({ type: 'text', text: 'Are you in?', sender: { handle } });
});

describe('a session of the client', () => {
  let ann: Person;
  beforeAll(async () => {
    ann = await signUp('Ann');
  });
  const stale = () => ({
    accessToken: `${ann.accessToken.slice(0, -4)}AAAA`,
    refreshToken: ann.refreshToken,
    userId: ann.userId,
  });

  it('is renewed by the server once for calls at the same time, and for two tabs with one store', async () => {
    let refreshes = 0;
    const counted: typeof fetch = (url, init) => {
      refreshes += Number(String(url).endsWith('/auth/refresh'));
      return fetch(url, init);
    };
    const store = memory(stale());
    const [one, two] = Array.from({ length: 2 }, () => createClient({ url: stack().apiUrl, session: store, fetch: counted }));
    const mine = await Promise.all([one, one, two, two].map((client) => client?.call(GetMe)));
    expect(mine.map((me) => me?.id)).toEqual(Array(4).fill(ann.userId));
    expect(refreshes).toBeLessThanOrEqual(2);
    const kept = await store.get();
    expect(kept?.refreshToken).not.toBe(ann.refreshToken);
    // Whatever tab kept its tokens last, they are good.
    await createClient({ url: stack().apiUrl, session: store }).refresh();
    Object.assign(ann, await store.get());
  });

  it('repeats a write whose answer was lost, and it happened once', async () => {
    let calls = 0;
    const losing: typeof fetch = async (url, init) => {
      const response = await fetch(url, init);
      if (calls++ > 0) return response;
      await response.text();
      throw new TypeError('fetch failed');
    };
    const client = createClient({ url: stack().apiUrl, session: memory(ann), fetch: losing });
    const { id } = await client.call(Post, { body: { kind: 'text', text: 'Said once.' } });
    expect(calls).toBe(2);
    const { items } = await page(ListUserPosts, { params: { user: ann.handle }, query: {} });
    expect(items.map((post) => post.id)).toEqual([id]);
  });

  it('asks for a list again by its tag, and reads the same from a 304', async () => {
    const statuses: number[] = [];
    const watched: typeof fetch = async (url, init) => {
      const response = await fetch(url, init);
      statuses.push(response.status);
      return response;
    };
    const session = memory(await onlooker());
    const client = createClient({ url: stack().apiUrl, session, fetch: watched });
    const first = await client.page(ListEvents, { query: { limit: 3 } });
    expect(await client.page(ListEvents, { query: { limit: 3 } })).toEqual(first);
    expect(statuses).toEqual([200, 304]);
  });

  it('is over after it was ended elsewhere: the store is empty, and the app is told', async () => {
    const other = createClient({ url: stack().apiUrl, session: memory(ann) });
    await other.signOut();
    let told = 0;
    const store = memory(stale());
    const client = createClient({ url: stack().apiUrl, session: store, onSessionEnd: () => told++ });
    await expect(client.call(GetMe)).rejects.toMatchObject({ name: 'YouBetError', code: 'UNAUTHENTICATED', status: 401 });
    expect([await store.get(), told]).toEqual([null, 1]);
  });
});
