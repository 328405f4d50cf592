import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Bundler, upload } from './swap.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'youbet-swap-')));
const fileOf = (name: string) => join(folder, `${name}.ts`);
const write = (name: string, text: string) => writeFileSync(fileOf(name), text);
let bundler: Bundler;
const doorsWith = async (...names: string[]) => (await bundler.changed(names.map(fileOf))).map(({ door }) => door).toSorted();

beforeAll(async () => {
  write('shared', 'export const shared: string = "one";');
  write('picks', 'import { shared } from "./shared.ts"; export const handler = () => shared;');
  write('feed', 'import { shared } from "./shared.ts"; export const handler = () => shared + "feed";');
  write('media', 'import sharp from "sharp"; export const handler = () => sharp;');
  bundler = await Bundler.open(folder, ['picks', 'feed', 'media']);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('bundles the doors that have a changed file, with what it says now', async () => {
  write('shared', 'export const shared: string = "two";');
  const bundles = await bundler.changed([fileOf('shared')]);
  expect(bundles.map(({ door }) => door).toSorted()).toEqual(['feed', 'picks']);
  for (const { code } of bundles) expect(Buffer.from(code).toString()).toContain('"two"');
  expect(await doorsWith('picks')).toEqual(['picks']);
  expect(await doorsWith('picks', 'media')).toEqual(['media', 'picks']);
  expect(await doorsWith('elsewhere')).toEqual([]);
});

it('knows a file that a door imports since', async () => {
  write('new', 'export const fresh = 1;');
  expect(await doorsWith('new')).toEqual([]);
  write('feed', 'import { fresh } from "./new.ts"; export const handler = () => fresh;');
  expect(await doorsWith('feed', 'new')).toEqual(['feed']);
  expect(await doorsWith('new')).toEqual(['feed']);
});

it('says which file does not compile, and goes on when it does again', async () => {
  write('feed', 'export const handler = (');
  await expect(bundler.changed([fileOf('feed')])).rejects.toThrow(/feed\.ts/);
  write('feed', 'export const handler = () => 3;');
  expect(await doorsWith('feed')).toEqual(['feed']);
});

it('knows the doors that need packages with binaries', async () => {
  expect(await bundler.changed([fileOf('media')])).toMatchObject([{ door: 'media', native: true }]);
  expect(await bundler.changed([fileOf('picks')])).toMatchObject([{ door: 'picks', native: false }]);
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
