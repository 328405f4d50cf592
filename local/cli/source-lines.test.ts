import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { BUNDLING, MAPPED } from '../../lib/constructs/bundle.ts';
import { inSourceLines } from './source-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'youbet-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('finds the lines of the source in the stack of an error that a bundle throws', () => {
  writeFileSync(
    join(folder, 'grade.ts'),
    'export function grade(line: number): string {\n  throw new Error("no line " + line);\n}\n',
  );
  writeFileSync(join(folder, 'door.ts'), 'import { grade } from "./grade.ts";\n\nexport const handler = () => grade(3);\n');
  const options = {
    ...BUNDLING,
    ...MAPPED,
    absWorkingDir: folder,
    entryPoints: ['door.ts'],
    outdir: join(folder, 'out', 'http'),
  };
  const files = new Map(buildSync(options).outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('.')), text]));
  const code = files.get('.js') ?? '';
  const module = { exports: {} as { handler?: () => string } };
  runInNewContext(code, { module, exports: module.exports, Error }, { filename: '/var/task/index.js' });
  let stack = '';
  try {
    module.exports.handler?.();
  } catch (error) {
    stack = (error as Error).stack ?? '';
  }
  expect(stack).toContain('/var/task/index.js:');
  const read = inSourceLines(stack, files.get('.map') ?? '');
  expect(read).toMatch(/grade\.ts:2:9\b[\s\S]*door\.ts:3:/);
  expect(read).not.toContain('index.js');
  expect(code).not.toContain('sourceMappingURL');
});

it('leaves a place that the map does not know', () => {
  const map = JSON.stringify({ version: 3, sources: [], names: [], mappings: '' });
  expect(inSourceLines('at x (/var/task/index.js:1:5)\nat node:internal:3:4', map)).toBe(
    'at x (/var/task/index.js:1:5)\nat node:internal:3:4',
  );
});
