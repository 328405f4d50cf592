import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BuildOptions, buildSync } from 'esbuild';
import { BUNDLING, doors } from '../lib/constructs/bundle.ts';

/**
 * `npm run bench:cold` prints the cost of each function's cold start: the bytes of its deployed bundle, and the CPU time of its import in a
 * fresh process. For comparison it measures a handler that only sends a GetItem with a bare @aws-sdk/client-dynamodb: the ratio to it holds
 * on other machines, the milliseconds do not. That handler is measured twice: bundled like ours, which the ratios refer to, and bundled by
 * esbuild's defaults (CommonJS sources first, which cannot be tree-shaken).
 */
const RUNS = 15;
const root = resolve(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'youbet-cold-'));
const BARE = `
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({});
export const handler = (id: string) => client.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key: { pk: { S: id } } }));
`;
const PROBE =
  'const b = process.cpuUsage(); require(process.argv[1]); const { user, system } = process.cpuUsage(b); console.log(user + system)';

interface Measured {
  readonly door: string;
  readonly bytes: number;
  readonly file: string;
  readonly runs: number[];
}

function bundled(door: string, entry: string, options: BuildOptions = {}): Measured {
  const { outputFiles } = buildSync({ ...BUNDLING, ...options, write: false, entryPoints: [entry] });
  const contents = outputFiles[0]?.contents ?? new Uint8Array();
  const file = join(scratch, `${door.replaceAll('/', '-')}.cjs`);
  writeFileSync(file, contents);
  return { door, bytes: contents.length, file, runs: [] };
}

/** CPU time of the import alone, in milliseconds. The environment is a function's, and no service answers. */
function importing({ file }: Measured): number {
  // Packages with binaries lie beside a function's code when it is deployed.
  const NODE_PATH = join(root, 'node_modules');
  const env = { TABLE_NAME: 'bench', LIMITS: '{}', AWS_REGION: 'us-east-1', PATH: process.env.PATH, NODE_PATH };
  return Number(execFileSync(process.execPath, ['-e', PROBE, file], { env, encoding: 'utf8' })) / 1000;
}

const median = (runs: readonly number[]): number => runs.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0;

try {
  const bareFile = join(root, 'bench', `.bare-${process.pid}.ts`);
  writeFileSync(bareFile, BARE);
  const bare = bundled('bare GetItem', bareFile);
  const plain = bundled('bare GetItem, esbuild as it comes', bareFile, { mainFields: ['main', 'module'] });
  rmSync(bareFile);
  const all = [bare, plain, ...doors().map((door) => bundled(door, join(root, 'lambdas', `${door}.ts`)))];
  // Functions take turns, so that a busy moment of the machine slows all of them.
  for (let run = 0; run < RUNS; run++) for (const one of all) one.runs.push(importing(one));
  const cpu = median(bare.runs);
  console.log(
    `${'function'.padEnd(36)} ${'KB'.padStart(6)} ${'ratio'.padStart(6)}   ${'CPU ms'.padStart(6)} ${'ratio'.padStart(6)}`,
  );
  for (const one of all.toSorted((a, b) => b.bytes - a.bytes)) {
    const ms = median(one.runs);
    const columns = [
      (one.bytes / 1024).toFixed(0),
      (one.bytes / bare.bytes).toFixed(2),
      '',
      ms.toFixed(0),
      (ms / cpu).toFixed(2),
    ];
    console.log(`${one.door.padEnd(36)} ${columns.map((text, i) => text.padStart([6, 6, 2, 6, 6][i] ?? 0)).join(' ')}`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
