import { cpSync, existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type BuildOptions, buildSync } from 'esbuild';
import { type Binaries, nativePackages } from './native-packages.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BUNDLES = path.join(ROOT, 'cdk.out', 'bundles');
/** Packages with binaries, or with WebAssembly in a file. They are not bundled: a function that needs one gets it in a folder beside its code. */
const NATIVE = ['sharp', '@virustotal/yara-x'];
/** The doors that need native packages; null before anything was built. */
let native: ReadonlySet<string> | null = null;

/** Lists the deployed functions as paths under lambdas/ without `.ts`. Each file outside middleware/ is one function. */
export const doors = (): string[] =>
  globSync('**/*.ts', { cwd: path.join(ROOT, 'lambdas'), exclude: ['middleware/**', '**/*.test.ts'] })
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();

/**
 * One door and all its imports, including the SDK, as one minified file. A stack that is not being deployed gets the source folder instead,
 * since CDK wants an asset but never reads it.
 * @param binaries the machine that native packages are for
 */
export function bundle(scope: Construct, door: string, binaries: Binaries): AssetCode {
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(path.join(ROOT, 'lambdas', path.dirname(door)));
  native ??= buildAll();
  const plain = path.join(BUNDLES, door);
  return Code.fromAsset(native.has(door) ? withNative(plain, door, binaries) : plain);
}

/** A copy of a bundle with the native packages for a machine. @returns its folder */
function withNative(plain: string, door: string, binaries: Binaries): string {
  const folder = path.join(`${BUNDLES}-${binaries}`, door);
  const making = `${folder}.${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  cpSync(plain, making, { recursive: true });
  cpSync(nativePackages(binaries), path.join(making, 'node_modules'), { recursive: true });
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  renameSync(making, folder);
  return folder;
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
  external: NATIVE,
  write: false,
} as const satisfies BuildOptions;

/**
 * Bundles all doors in one pass, once per process. That is eight times as fast as one by one, because shared modules are read once.
 * @returns the doors that need native packages
 */
function buildAll(): Set<string> {
  const { outputFiles, metafile } = buildSync({
    ...BUNDLING,
    metafile: true,
    entryPoints: doors().map((door) => ({ in: path.join(ROOT, 'lambdas', `${door}.ts`), out: path.join(door, 'index') })),
    outdir: BUNDLES,
  });
  for (const { path: file, contents } of outputFiles) {
    mkdirSync(path.dirname(file), { recursive: true });
    write(file, contents);
    // An emulator may unpack the bundle under the project's package.json, which declares .js files as ESM.
    write(path.join(path.dirname(file), 'package.json'), '{"type":"commonjs"}');
  }
  const needing = Object.entries(metafile.outputs).filter(([, { imports }]) => imports.some((one) => NATIVE.includes(one.path)));
  return new Set(needing.map(([file]) => path.relative(BUNDLES, path.dirname(path.join(ROOT, file)))));
}

/** Writes a file by renaming, since another process may be reading the same bundle. */
function write(file: string, contents: string | Uint8Array): void {
  writeFileSync(`${file}.${process.pid}`, contents);
  renameSync(`${file}.${process.pid}`, file);
}
