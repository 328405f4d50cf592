import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { LOCAL, ROOT } from '../dev/cloud/paths.ts';

const HERE = join(ROOT, 'local/console');
const BUILDS = join(LOCAL, 'console');
/** Everything that the page is made of. */
const INPUTS = ['local/console/{index.html,build.ts}', 'local/console/src/**/*', 'client/**/*.ts', 'package-lock.json'];

/** @returns a digest of everything that the page is made of */
function digestOfInputs(): string {
  const hash = createHash('sha256');
  for (const path of globSync(INPUTS, { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted())
    hash.update(`${path}\0`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/** The builds that run, by their folder. */
const builds = new Map<string, Promise<string>>();

/**
 * Builds the page of the console, unless it was built from the same files before. Vite is loaded only to build.
 * @returns the folder of the built files
 * @throws Error with the file and the line that does not compile
 */
export function builtPage(): Promise<string> {
  const folder = join(BUILDS, digestOfInputs());
  if (existsSync(folder)) return Promise.resolve(folder);
  const begun = builds.get(folder) ?? buildInto(folder).finally(() => builds.delete(folder));
  builds.set(folder, begun);
  return begun;
}

async function buildInto(folder: string): Promise<string> {
  const { build } = await import('vite');
  const fresh = join(BUILDS, `fresh-${randomUUID()}`);
  await build({
    root: HERE,
    configFile: false,
    logLevel: 'warn',
    build: { outDir: fresh, emptyOutDir: true, target: 'es2022', modulePreload: false },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  });
  for (const old of globSync('*', { cwd: BUILDS })) if (!fresh.endsWith(old)) rmSync(join(BUILDS, old), { recursive: true });
  renameSync(fresh, folder);
  return folder;
}
