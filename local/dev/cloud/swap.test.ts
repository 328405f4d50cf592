import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Bundler, upload } from './swap.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'youbet-swap-')));
const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.ts`), text);
let bundler: Bundler;
const doorsOf = async () => (await bundler.changed()).map(({ door }) => door).toSorted();

beforeAll(async () => {
  write('shared', 'export const shared: string = "one";');
  write('picks', 'import { shared } from "./shared.ts"; export const handler = () => shared;');
  write('feed', 'import { shared } from "./shared.ts"; export const handler = () => shared + "feed";');
  write('media', 'import sharp from "sharp"; export const handler = () => sharp;');
  bundler = await Bundler.open(folder, ['picks', 'feed', 'media']);
});
afterAll(async () => {
  await bundler.close();
  rmSync(folder, { recursive: true });
});

it('finds the doors whose code has changed, until they are deployed', async () => {
  expect(await doorsOf()).toEqual([]);
  write('picks', 'import { shared } from "./shared.ts"; export const handler = () => shared + "!"; // louder');
  expect(await doorsOf()).toEqual(['picks']);
  write('shared', 'export const shared: string = "two";');
  expect(await doorsOf()).toEqual(['feed', 'picks']);
  for (const bundle of await bundler.changed()) bundler.deployed(bundle);
  write('shared', 'export const shared: string = "two"; // a comment is not code');
  expect(await doorsOf()).toEqual([]);
});

it('says which file does not compile, and goes on when it does again', async () => {
  write('feed', 'export const handler = (');
  await expect(bundler.changed()).rejects.toThrow(/feed\.ts/);
  write('feed', 'export const handler = () => 3;');
  expect(await doorsOf()).toEqual(['feed']);
});

it('knows the doors that need packages with binaries', async () => {
  write('media', 'import sharp from "sharp"; export const handler = () => sharp(Buffer.from("x"));');
  expect((await bundler.changed()).find(({ door }) => door === 'media')).toMatchObject({ native: true });
});

it('sends code as a function unpacks it', async () => {
  const send = vi.fn(async (_: { readonly input: unknown }) => ({}));
  await upload({ send } as never, 'youbet-picks', Buffer.from('exports.handler = 1'));
  const input = send.mock.calls[0]?.[0].input as { readonly FunctionName: string; readonly ZipFile: Uint8Array };
  const files = Object.entries(unzipSync(input.ZipFile)).map(([name, content]) => [name, Buffer.from(content).toString()]);
  expect(input.FunctionName).toBe('youbet-picks');
  expect(files).toEqual([
    ['index.js', 'exports.handler = 1'],
    ['package.json', '{"type":"commonjs"}'],
  ]);
});
