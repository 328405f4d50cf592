import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { doors } from '../../../lib/constructs/bundle.ts';
import { LOCAL } from './paths.ts';
import { Bundler, swap } from './swap.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'youbet-swap-')));
const out = join(folder, 'out');
const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.ts`), text);
let bundler: Bundler;
/** Bundles again. @returns the doors that changed, each of which runs from now on */
async function swapped(): Promise<string[]> {
  const found = await bundler.changed();
  for (const door of found) bundler.swapped(door);
  return found.map(({ door }) => door).toSorted();
}
const run = async (door: string): Promise<unknown> =>
  (
    (await import(/* @vite-ignore */ `${pathToFileURL(join(out, `${door}.mjs`)).href}?${Math.random()}`)) as {
      handler(): unknown;
    }
  ).handler();

beforeAll(async () => {
  write('shared', 'export const shared: string = "one";');
  write('picks', 'import { shared } from "./shared.ts"; export const handler = () => shared;');
  write('feed', 'import { shared } from "./shared.ts"; export const handler = () => shared + " feed";');
  write('media', 'export const handler = () => 1;');
  bundler = await Bundler.open({ source: folder, out, names: ['picks', 'feed', 'media'] });
});
afterAll(async () => {
  await bundler.close();
  rmSync(folder, { recursive: true });
});

it('finds the doors that have a changed file, and no other', async () => {
  expect(await swapped()).toEqual([]);
  write('shared', 'export const shared: string = "two";');
  expect(await swapped()).toEqual(['feed', 'picks']);
  expect([await run('picks'), await run('feed')]).toEqual(['two', 'two feed']);
  write('media', 'export const handler = () => 2;');
  expect(await swapped()).toEqual(['media']);
  write('media', '/** Says two. */ export const handler = (): number => 2;');
  expect(await swapped()).toEqual([]);
});

it('finds a door again until it is swapped', async () => {
  write('media', 'export const handler = () => 3;');
  for (let i = 0; i < 2; i++) expect((await bundler.changed()).map(({ door }) => door)).toEqual(['media']);
  expect(await swapped()).toEqual(['media']);
  expect(await swapped()).toEqual([]);
});

it('knows a file that a door imports since', async () => {
  write('new', 'export const fresh: number = 1;');
  expect(await swapped()).toEqual([]);
  write('feed', 'import { fresh } from "./new.ts"; export const handler = () => fresh;');
  // Picks has in its own file now the one that it shared with feed.
  expect(await swapped()).toEqual(['feed', 'picks']);
  write('new', 'export const fresh: number = 2;');
  expect(await swapped()).toEqual(['feed']);
  expect(await run('feed')).toBe(2);
});

it('takes a file that a door imports later for no door', async () => {
  write('later', 'export const late: number = 1;');
  write('feed', 'export const handler = async () => (await import("./later.ts")).late;');
  expect(await swapped()).toEqual(['feed']);
  write('later', 'export const late: number = 2;');
  expect(await swapped()).toEqual(['feed']);
  expect(await run('feed')).toBe(2);
});

it('says which file does not compile, and goes on when it does again', async () => {
  write('feed', 'export const handler = (');
  write('picks', 'export const handler = () => "meanwhile";');
  await expect(swapped()).rejects.toThrow(/feed\.ts:1:/);
  write('feed', 'export const handler = () => 3;');
  expect(await swapped()).toEqual(['feed', 'picks']);
});

it('finds the swapped doors again after a deployment', async () => {
  const own = await Bundler.open({ source: folder, out: join(folder, 'again'), names: ['picks', 'feed', 'media'] });
  write('media', 'export const handler = () => 4;');
  for (const door of await own.changed()) own.swapped(door);
  expect(await own.changed()).toEqual([]);
  own.forget();
  expect((await own.changed()).map(({ door }) => door)).toEqual(['media']);
  await own.close();
});

it('sends code that loads the file of the door', async () => {
  write('media', 'export const handler = (event: string, context: string) => event + context;');
  const [media] = await bundler.changed();
  const send = vi.fn(async (_: { readonly input: unknown }) => ({}));
  await swap({ send } as never, 'youbet-media', media as never);
  const input = send.mock.calls[0]?.[0].input as { readonly FunctionName: string; readonly ZipFile: Uint8Array };
  const files = Object.entries(unzipSync(input.ZipFile)).map(([name, content]) => [name, Buffer.from(content).toString()]);
  const { 'index.js': code = '', ...others } = Object.fromEntries(files) as Record<string, string>;
  expect([input.FunctionName, others]).toEqual(['youbet-media', { 'package.json': '{"type":"commonjs"}' }]);
  const unpacked = join(folder, 'index.cjs');
  writeFileSync(unpacked, code);
  const { handler } = (await import(/* @vite-ignore */ pathToFileURL(unpacked).href)) as {
    handler(...args: string[]): Promise<string>;
  };
  expect(await handler('event', ' context')).toBe('event context');
});

it('bundles each door of the product so that Node loads it', async () => {
  const at = join(LOCAL, `swap-test-${process.pid}`);
  const all = await Bundler.open({ out: at });
  await all.close();
  const files = doors().map((door) => pathToFileURL(join(at, `${door}.mjs`)).href);
  const code = `for (const file of ${JSON.stringify(files)}) if (typeof (await import(file)).handler !== 'function') throw new Error(file)`;
  try {
    const env = { ...process.env, AWS_REGION: 'us-east-1', POWERTOOLS_DEV: 'false' };
    execFileSync(process.execPath, ['--input-type=module', '--eval', code], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  } finally {
    rmSync(at, { recursive: true });
  }
});
