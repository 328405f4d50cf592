import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { type AssetCode, Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { type BuildOptions, buildSync } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '../..');
const bundles = new Map<string, string>();

/**
 * A door's source file and all that it needs, the SDK too, as one minified file. Made once per process, however many environments ask.
 * CommonJS, since it loads faster than ESM (docs/adr/0002-bundles.md has the figures).
 * @param door path under lambdas/, without `.ts`
 */
export function bundle(scope: Construct, door: string): AssetCode {
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(path.join(ROOT, 'lambdas', path.dirname(door)));
  const directory = bundles.get(door) ?? build(door);
  bundles.set(door, directory);
  return Code.fromAsset(directory);
}

/** How every door is bundled, here and where it is measured (bench/cold.ts). @param entry a source file */
export const bundling = (entry: string) =>
  ({
    entryPoints: [entry],
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
  }) as const satisfies BuildOptions;

function build(door: string): string {
  const { outputFiles } = buildSync(bundling(path.join(ROOT, 'lambdas', `${door}.ts`)));
  const directory = path.join(ROOT, 'cdk.out', 'bundles', door);
  const file = path.join(directory, 'index.js');
  mkdirSync(directory, { recursive: true });
  // Renamed into place: another process may be reading the same bundle.
  writeFileSync(`${file}.${process.pid}`, outputFiles[0]?.contents ?? '');
  renameSync(`${file}.${process.pid}`, file);
  return directory;
}
