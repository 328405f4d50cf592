import { cpSync, existsSync, globSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import type { Construct } from 'constructs';
import { type BuildOptions, buildSync } from 'esbuild';
import { type Binaries, nativePackages } from './native-packages.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BUNDLES = path.join(ROOT, 'cdk.out', 'bundles');
const MAPS = path.join(ROOT, 'cdk.out', 'source-maps');
/** Packages with binaries, or with WebAssembly in a file. They are not bundled: a function that needs one gets it in a folder beside its code. */
const NATIVE = ['sharp', '@virustotal/yara-x'];
/** The doors that need native packages; null before anything was built. */
let native: ReadonlySet<string> | null = null;
/** True once this process has made the source maps: environments share them. */
let mapped = false;

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

/**
 * The source maps of all bundles, one `<door>.map` each, as one asset beside them: `npm run trace` reads a stack trace by them. No function
 * loads them, so that a cold start does not grow.
 */
export function sourceMaps(scope: Construct): Asset {
  if (!Stack.of(scope).bundlingRequired) return new Asset(scope, 'SourceMaps', { path: path.join(ROOT, 'lambdas', 'operator') });
  if (!mapped) mapAll();
  mapped = true;
  return new Asset(scope, 'SourceMaps', { path: MAPS });
}

/** Doors whose maps are made in one pass: of all at once esbuild takes 9 GB of memory. */
const MAPPED_AT_ONCE = 12;

function mapAll(): void {
  const all = entryPoints();
  for (let i = 0; i < all.length; i += MAPPED_AT_ONCE) {
    const some = all.slice(i, i + MAPPED_AT_ONCE);
    const { outputFiles } = buildSync({ ...BUNDLING, ...MAPPED, entryPoints: some, outdir: BUNDLES });
    for (const { path: file, contents } of outputFiles.filter((one) => one.path.endsWith('.map'))) {
      const map = path.join(MAPS, `${path.relative(BUNDLES, path.dirname(file))}.map`);
      mkdirSync(path.dirname(map), { recursive: true });
      write(map, contents);
    }
  }
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
  // Such as a function of zod that its stand-in does not have.
  logOverride: { 'import-is-undefined': 'error' },
  alias: {
    '@aws-sdk/credential-provider-node': path.join(ROOT, 'lib/constructs/bundled/credentials.ts'),
    jsonschema: path.join(ROOT, 'lib/constructs/bundled/jsonschema.ts'),
    '@aws-sdk/lib-dynamodb': path.join(ROOT, 'lib/constructs/bundled/document-commands.cjs'),
    electrodb: path.join(ROOT, 'lib/constructs/bundled/electrodb.ts'),
    zod: path.join(ROOT, 'lib/constructs/bundled/zod.ts'),
    'node:http': path.join(ROOT, 'lib/constructs/bundled/http.cjs'),
  },
  write: false,
} as const satisfies BuildOptions;

const entryPoints = () =>
  doors().map((door) => ({ in: path.join(ROOT, 'lambdas', `${door}.ts`), out: path.join(door, 'index') }));

/** Maps beside the code, which does not name them. The sources themselves stand in the commit. */
export const MAPPED = { sourcemap: 'external', sourcesContent: false } as const satisfies BuildOptions;

/** @param imports what a bundle imports when it runs. @returns true when packages with binaries lie beside its code */
const needsNative = (imports: readonly { readonly path: string }[]): boolean => imports.some((one) => NATIVE.includes(one.path));

/**
 * Bundles all doors in one pass, once per process. That is eight times as fast as one by one, because shared modules are read once.
 * @returns the doors that need native packages
 */
function buildAll(): Set<string> {
  const { outputFiles, metafile } = buildSync({
    ...BUNDLING,
    metafile: true,
    entryPoints: entryPoints(),
    outdir: BUNDLES,
  });
  for (const { path: file, contents } of outputFiles) {
    mkdirSync(path.dirname(file), { recursive: true });
    write(file, contents);
    // An emulator may unpack the bundle under the project's package.json, which declares .js files as ESM.
    write(path.join(path.dirname(file), 'package.json'), '{"type":"commonjs"}');
  }
  const needing = Object.entries(metafile.outputs).filter(([, { imports }]) => needsNative(imports));
  return new Set(needing.map(([file]) => path.relative(BUNDLES, path.dirname(path.join(ROOT, file)))));
}

/** Writes a file by renaming, since another process may be reading the same bundle. */
function write(file: string, contents: string | Uint8Array): void {
  writeFileSync(`${file}.${process.pid}`, contents);
  renameSync(`${file}.${process.pid}`, file);
}
