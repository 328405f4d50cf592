import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { ANYWHERE } from '../../docs/client-weight.ts';
import { ROOT } from '../dev/cloud/paths.ts';

const CLIENT = join(ROOT, 'client');
/** The documents of an app's developer. */
const DOCUMENTS = ['build-an-app.md', 'errors.md', 'sockets.md', 'openapi.json', 'asyncapi.json'];
const run = promisify(execFile);

/** Writes the package into a folder as it is published: one module, its types, package.json, README, the examples and the documents. */
export async function packClient(folder: string): Promise<void> {
  const dist = join(folder, 'dist');
  mkdirSync(dist, { recursive: true });
  await build({ ...ANYWHERE, entryPoints: [join(CLIENT, 'index.ts')], outfile: join(dist, 'index.js') });
  const scratch = mkdtempSync(join(tmpdir(), 'youbet-client-'));
  try {
    const compilerOptions = {
      ...{ target: 'ES2022', lib: ['ES2024', 'DOM'], types: [], module: 'preserve', moduleResolution: 'bundler', strict: true },
      ...{ allowImportingTsExtensions: true, declaration: true, emitDeclarationOnly: true, noCheck: true },
      ...{ rootDir: CLIENT, outDir: dist },
    };
    const config = join(scratch, 'tsconfig.json');
    writeFileSync(config, JSON.stringify({ compilerOptions, files: [join(CLIENT, 'index.ts')] }));
    await run(join(ROOT, 'node_modules/.bin/tsc'), ['-p', config]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  for (const file of globSync('**/*.d.ts', { cwd: dist }).map((path) => join(dist, path))) {
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/(from '[^']+)\.ts'/g, "$1.js'"));
  }
  cpSync(join(CLIENT, 'package.json'), join(folder, 'package.json'));
  cpSync(join(CLIENT, 'example'), join(folder, 'example'), { recursive: true });
  // In the package the documents stand beneath the README, and have what they link to with them.
  const readme = readFileSync(join(CLIENT, 'README.md'), 'utf8');
  writeFileSync(join(folder, 'README.md'), readme.replaceAll('](../docs/', '](docs/'));
  mkdirSync(join(folder, 'docs'), { recursive: true });
  for (const file of DOCUMENTS) {
    const text = readFileSync(join(ROOT, 'docs', file), 'utf8');
    writeFileSync(join(folder, 'docs', file), file.endsWith('.md') ? text.replaceAll('](../client/', '](../') : text);
  }
}
