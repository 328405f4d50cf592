import { readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { PageAnswer } from './calls.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * A file of the built page.
 * @param path the path of a request; `/` is the page itself
 * @returns null when there is no such file
 */
export function pageFile(folder: string, path: string): PageAnswer | null {
  const name = path === '/' ? '/index.html' : path;
  const type = TYPES[extname(name)];
  if (type === undefined || !/^(\/[\w-]+)*\/[\w-]+\.\w+$/.test(name)) return null;
  const file = join(folder, name);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
  const kept = name.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache';
  return { status: 200, headers: { 'content-type': type, 'cache-control': kept }, body: readFileSync(file) };
}
