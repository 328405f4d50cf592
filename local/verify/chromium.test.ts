import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chromiumHere } from './chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'chromium-'));
const path = join(folder, 'chromium');

it('the browser is the one that CHROMIUM names, else one of the PATH, and only one that runs', () => {
  writeFileSync(path, '#!/bin/sh\n');
  expect(chromiumHere({ CHROMIUM: path })).toBeUndefined();
  chmodSync(path, 0o755);
  expect(chromiumHere({ CHROMIUM: path })).toBe(path);
  expect(chromiumHere({ PATH: `/nowhere:${folder}` })).toBe(path);
  expect(chromiumHere({ PATH: folder, CHROMIUM: '/nowhere/chromium' })).toBeUndefined();
});
