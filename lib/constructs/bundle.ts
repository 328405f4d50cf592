import { globSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type BuildOptions, buildSync } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BUNDLES = path.join(ROOT, 'cdk.out', 'bundles');
let built = false;

/** Lists the deployed functions as paths under lambdas/ without `.ts`. Each file outside middleware/ is one function. */
export const doors = (): string[] =>
  globSync('**/*.ts', { cwd: path.join(ROOT, 'lambdas'), exclude: ['middleware/**', '**/*.test.ts'] })
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();

/**
 * One door and all its imports, including the SDK, as one minified file. A stack that is not being deployed gets the source folder instead,
 * since CDK wants an asset but never reads it.
 */
export function bundle(scope: Construct, door: string): AssetCode {
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(path.join(ROOT, 'lambdas', path.dirname(door)));
  if (!built) buildAll();
  built = true;
  return Code.fromAsset(path.join(BUNDLES, door));
}

/** Options of esbuild, also for bench/cold.ts. CommonJS loads faster than ESM (docs/adr/0008-bundles.md). */
export const BUNDLING = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
} as const satisfies BuildOptions;

/** Bundles all doors in one pass, once per process. That is eight times as fast as one by one, because shared modules are read once. */
function buildAll(): void {
  const { outputFiles } = buildSync({
    ...BUNDLING,
    entryPoints: doors().map((door) => ({ in: path.join(ROOT, 'lambdas', `${door}.ts`), out: path.join(door, 'index') })),
    outdir: BUNDLES,
  });
  for (const { path: file, contents } of outputFiles) {
    mkdirSync(path.dirname(file), { recursive: true });
    write(file, contents);
    // An emulator may unpack the bundle under the project's package.json, which declares .js files as ESM.
    write(path.join(path.dirname(file), 'package.json'), '{"type":"commonjs"}');
  }
}

/** Writes a file by renaming, since another process may be reading the same bundle. */
function write(file: string, contents: string | Uint8Array): void {
  writeFileSync(`${file}.${process.pid}`, contents);
  renameSync(`${file}.${process.pid}`, file);
}
