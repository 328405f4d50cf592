import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { CALLED, FILES } from '../../docs/client.ts';
import { FILES as WEIGHT } from '../../docs/client-weight.ts';
import { packClient } from '../../local/client/package.ts';
import { ROUTES } from '../../schemas/routes.ts';
import { ROOT } from './source.ts';

it.each([...FILES, ...WEIGHT].map(({ file, text }) => [posix.basename(file.pathname), file, text] as const))(
  '%s of the client is what `npm run generate` writes',
  (_, file, text) => {
    expect(readFileSync(file, 'utf8')).toBe(text());
  },
);

it('the client has every route but those that a browser follows', () => {
  const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name);
  const left = Object.values(ROUTES)
    .flat()
    .filter((contract) => !(CALLED as readonly unknown[]).includes(contract));
  expect(names(left).toSorted()).toEqual([
    ...['FinishHostedSignIn', 'FollowDeepLink', 'SharePick', 'SharePickImage', 'ShowAppleAssociation', 'ShowAssetLinks'],
    ...['ShowDeletion', 'ShowUndo', 'StartHostedSignIn', 'UndoAddressChange'],
  ]);
});

/** The bundle of an app for a platform without any modules of its own. */
const bundle = (contents: string) =>
  build({
    stdin: { contents, resolveDir: `${ROOT}client`, loader: 'ts' },
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    metafile: true,
    logLevel: 'silent',
  });

it('the client bundles for a platform without modules, and has its own files alone', async () => {
  const { metafile } = await bundle("export * from './index.ts'");
  const inputs = Object.keys(metafile.inputs).filter((path) => path !== '<stdin>');
  expect(inputs.length).toBeGreaterThan(5);
  expect(inputs.filter((path) => !/^client\/[a-z/-]+\.ts$/.test(path))).toEqual([]);
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
});

it('that check finds a module of Node and zod', async () => {
  await expect(bundle("import { randomUUID } from 'node:crypto'; console.log(randomUUID())")).rejects.toThrow('node:crypto');
  const { metafile } = await bundle("export { PlacePick } from '../schemas/picks.ts'").catch(() => ({ metafile: undefined }));
  expect(Object.keys(metafile?.inputs ?? { zod: '' }).some((path) => path.includes('zod'))).toBe(true);
});

it('an app has of the routes those that it calls', async () => {
  const [one, all] = await Promise.all(
    ["export { createClient, GetPick } from './index.ts'", "export * from './index.ts'"].map(bundle),
  );
  const textOf = (built: typeof one) => built?.outputFiles[0]?.text ?? '';
  expect(textOf(one)).toContain('/api/v1/picks/{pickId}');
  expect(textOf(one)).not.toContain('/api/v1/leaderboards');
  expect(textOf(all)).toContain('/api/v1/leaderboard');
});

const APPS = ['app.ts', 'flows.ts'];

/** Compiles the examples, with the app or another app, with the package as it is published. @returns all that the compiler says */
async function checked(change: (app: string) => string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'youbet-package-'));
  try {
    await packClient(join(folder, 'node_modules/@youbet/client'));
    for (const file of APPS) cpSync(join(ROOT, 'client/example', file), join(folder, file));
    writeFileSync(join(folder, 'app.ts'), change(readFileSync(join(folder, 'app.ts'), 'utf8')));
    const compilerOptions = {
      ...{ target: 'ES2022', lib: ['ES2022', 'DOM'], types: [], module: 'preserve', moduleResolution: 'bundler' },
      ...{ strict: true, skipLibCheck: false, noEmit: true },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: APPS }));
    return execFileSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('the package has all that its documents link to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'youbet-package-'));
  try {
    await packClient(folder);
    const { files } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { files: readonly string[] };
    const pages = ['README.md', ...globSync('docs/*.md', { cwd: folder })];
    const links = pages.flatMap((page) =>
      [...readFileSync(join(folder, page), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to = '']) =>
        posix.join(posix.dirname(page), to),
      ),
    );
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
    expect(links.filter((link) => !files.some((file) => link === file || link.startsWith(`${file}/`)))).toEqual([]);
    expect(APPS.filter((file) => !existsSync(join(folder, 'example', file)))).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('the examples compile against the package as it is published, with no types but those of a browser', async () => {
  expect(await checked((app) => app)).toBe('');
});

it('the types of the package refuse a market that there is not, a field, and an action', async () => {
  expect(await checked((app) => app.replaceAll("market: 'moneyline', selection", "market: 'coin_flip', selection"))).toContain(
    'coin_flip',
  );
  expect(await checked((app) => app.replace('{ stakeUnits, legs }', '{ stakeUnits, legs, stake: 1 }'))).toContain("'stake'");
  expect(await checked((app) => app.replace('chat?.stop()', "await chat?.ask({ action: 'dance' })"))).toContain('dance');
});
