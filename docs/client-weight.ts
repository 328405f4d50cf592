import { gzipSync } from 'node:zlib';
import { type BuildOptions, buildSync } from 'esbuild';
import { printedFile, table } from './printed.ts';

/** The weight of the client in an app's bundle, for client/README.md. */

/** A platform that has no modules of its own, as React Native and a browser. */
export const ANYWHERE: BuildOptions = { bundle: true, format: 'esm', platform: 'neutral', target: 'es2022', logLevel: 'silent' };

/** Names that an app imports. */
const PARTS = {
  'Calls, errors, session, repeats': '{ createClient, YouBetError }',
  'The same, with conversations over a socket': '{ chatOf, createClient, YouBetError }',
  'All of it, with every route': '*',
} as const;

interface Weight {
  readonly part: string;
  /** Minified, in bytes. */
  readonly bytes: number;
  /** Minified, and compressed by gzip. */
  readonly gzipped: number;
}

export const weights = (): Weight[] =>
  Object.entries(PARTS).map(([part, exported]) => {
    const resolveDir = new URL('../client', import.meta.url).pathname;
    const stdin = { contents: `export ${exported} from './index.ts'`, resolveDir, loader: 'ts' as const };
    const { outputFiles } = buildSync({ ...ANYWHERE, stdin, write: false, minify: true });
    const bundle = outputFiles?.[0]?.contents ?? new Uint8Array();
    return { part, bytes: bundle.length, gzipped: gzipSync(bundle, { level: 9 }).length };
  });

/** Rounded up, so that a further route seldom changes the page. */
const kilobytes = (bytes: number): string => `under ${Math.ceil(bytes / 1_000)} KB`;
const rows = () => weights().map(({ part, bytes, gzipped }) => [part, kilobytes(bytes), kilobytes(gzipped)]);

export const FILES = [
  printedFile('../client/README.md', { weight: () => table(['An app has', 'Minified', 'With gzip'], rows()) }),
];
