import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invoke } from '../../local/client/invoke.ts';
import { until } from '../../local/client/until.ts';
import { Bundler } from '../../local/dev/cloud/swap.ts';
import { watchCode } from '../../local/dev/cloud/watch-code.ts';
import { aws, type Cloud, deploy, fn, ref } from './cloud.ts';

/** `npm run dev` from a saved file to the reply of a function: real files, real functions, and nothing that waits for a clock. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'youbet-saved-')));
const source = join(folder, 'lambdas');
const save = (name: string, text: string) => writeFileSync(join(source, `${name}.ts`), text);
const ending = new AbortController();
const swaps: (readonly string[])[] = [];
const errors: string[] = [];
let cloud: Cloud;
let bundler: Bundler;

beforeAll(async () => {
  const outputs = { picks: ref('Picks'), feed: ref('Feed') };
  cloud = await deploy({ Picks: fn('return "deployed picks"'), Feed: fn('return "deployed feed"') }, outputs);
  mkdirSync(source);
  save('shared', 'export const word: string = "one";');
  save('picks', 'import { word } from "./shared.ts"; export const handler = () => "picks " + word;');
  save(
    'feed',
    'import { word } from "./shared.ts"; export const handler = ({ name }: { name: string }) => ["feed", word, name].join(" ");',
  );
  bundler = await Bundler.open({ source, out: join(folder, 'out'), names: ['picks', 'feed'] });
  watchCode({
    ...{ folders: [source], bundler, client: new LambdaClient(aws()), signal: ending.signal },
    functionOf: (door) => cloud.outputs[door] ?? '',
    onSwapped: ({ doors }) => swaps.push(doors),
    onError: ({ message }) => errors.push(message),
  });
});
afterAll(async () => {
  ending.abort();
  await bundler.close();
  await cloud.end();
  rmSync(folder, { recursive: true });
});

const replyOf = async (door: string) => (await invoke(aws(), cloud.outputs, door, { name: 'Ann' })).payload;
const says = (door: string, reply: string) =>
  until(`${door} to say ${reply}`, async () => ((await replyOf(door)) === reply ? true : undefined), 60);

it('runs what is saved, in each function that has it and in no other', async () => {
  expect([await replyOf('picks'), await replyOf('feed')]).toEqual(['deployed picks', 'deployed feed']);
  save('picks', 'import { word } from "./shared.ts"; export const handler = () => "new picks " + word;');
  await says('picks', 'new picks one');
  expect(await replyOf('feed')).toBe('deployed feed');
  save('shared', 'export const word: string = "two";');
  await says('picks', 'new picks two');
  await says('feed', 'feed two Ann');
});

it('runs the last of saves that come at once', async () => {
  for (let i = 0; i < 5; i++) save('shared', `export const word: string = "save ${i}";`);
  save('picks', 'import { word } from "./shared.ts"; export const handler = () => "both " + word;');
  await says('picks', 'both save 4');
  await says('feed', 'feed save 4 Ann');
});

it('goes on with the last code that compiles, says what does not, and runs its repair', async () => {
  save('picks', 'export const handler = (');
  await until('the error', async () => errors.find((message) => /picks\.ts:1:/.test(message)), 60);
  expect(await replyOf('picks')).toBe('both save 4');
  save('picks', 'export const handler = () => "repaired";');
  await says('picks', 'repaired');
});

it('swaps nothing for a comment', async () => {
  const before = swaps.length;
  save('shared', '/** A word. */ export const word: string = "save 4";');
  await until('the swap', async () => swaps[before], 60);
  expect(swaps.slice(before).flat()).toEqual([]);
});
